using System.Runtime.InteropServices;

namespace GpuSigmoid.Kernels;

/// <summary>The two results of an operation. A value: what a call gives by reference, GPUs would put into memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Both<TBits>(TBits First, TBits Second)
    where TBits : unmanaged;
