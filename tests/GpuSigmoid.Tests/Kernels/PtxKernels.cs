using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>The kernels that a CUDA device runs, and the architectures that they are written for.</summary>
internal static class PtxKernels
{
    public static IReadOnlyList<(string Name, Type Kernel, int ElementsPerPack)> All { get; } =
    [
        .. Map<Forward>(),
        .. Map<Derivative>(),
        ("ForwardThroughFloat32 float32", typeof(MapKernel<Float32Element, uint, ForwardThroughFloat32, SideBySide>), 4),
        ("Backward float32", typeof(ZipKernel<Float32Element, uint, Backward, SideBySide>), 4),
        ("Backward float64", typeof(ZipKernel<Float64Element, ulong, Backward, SideBySide>), 2),
        ("Backward float16", typeof(ZipKernel<NarrowElement<HalfFormat>, ushort, Backward, SideBySide>), 8),
        ("Backward bfloat16", typeof(ZipKernel<NarrowElement<BFloat16Format>, ushort, Backward, SideBySide>), 8),
    ];

    public static IReadOnlyList<CudaArchitecture> Architectures { get; } =
        [CudaArchitecture.SM_75, CudaArchitecture.SM_80, CudaArchitecture.SM_90, new(10, 0), new(12, 0)];

    public static TheoryData<string> Names => [.. All.Select(kernel => kernel.Name)];

    public static Type Named(string name) => All.Single(kernel => kernel.Name == name).Kernel;

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Map<TOperation>()
        where TOperation : struct, IMapOperation =>
    [
        ($"{typeof(TOperation).Name} float32", typeof(MapKernel<Float32Element, uint, TOperation, SideBySide>), 4),
        ($"{typeof(TOperation).Name} float64", typeof(MapKernel<Float64Element, ulong, TOperation, SideBySide>), 2),
        ($"{typeof(TOperation).Name} float16", typeof(MapKernel<NarrowElement<HalfFormat>, ushort, TOperation, SideBySide>), 8),
        ($"{typeof(TOperation).Name} bfloat16", typeof(MapKernel<NarrowElement<BFloat16Format>, ushort, TOperation, SideBySide>), 8),
    ];
}
