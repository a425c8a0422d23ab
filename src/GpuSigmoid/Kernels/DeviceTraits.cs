namespace GpuSigmoid.Kernels;

/// <summary>What the choice and the shape of a launch depend on.</summary>
/// <param name="Kind">What runs the kernel.</param>
/// <param name="IsGpu">Whether that is a GPU.</param>
/// <param name="Multiprocessors">How many groups of threads run at the same time without sharing a core.</param>
/// <param name="ThreadsPerMultiprocessor">The threads that one of them holds.</param>
/// <param name="MaxThreadsPerGroup">The most threads that a group may have.</param>
/// <param name="HasFastFloat64">Whether float64 arithmetic runs at no less than half of float32's rate.</param>
internal readonly record struct DeviceTraits(
    DeviceKind Kind, bool IsGpu, int Multiprocessors, int ThreadsPerMultiprocessor, int MaxThreadsPerGroup, bool HasFastFloat64);
