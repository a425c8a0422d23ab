using GpuSigmoid.Kernels.Intrinsics;
using ILGPU;

namespace GpuSigmoid;

/// <summary>Prepares ILGPU contexts for <see cref="SigmoidKernels"/>.</summary>
public static class SigmoidContextBuilderExtensions
{
    /// <summary>
    /// Makes the arithmetic of the sigmoid known to the backends of the context, beside what <c>EnableAlgorithms()</c> and others add. It
    /// also lets ILGPU find OpenCL where only <c>libOpenCL.so.1</c> is installed, if it is called before ILGPU first looks for it.
    /// </summary>
    /// <remarks>
    /// OpenCL compilers without the generic address space take the kernels only from a context that is also built with
    /// <c>Optimize(OptimizationLevel.O2)</c>: below, ILGPU writes generic pointers. Other devices take either.
    /// </remarks>
    /// <param name="builder">The builder of the context.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static Context.Builder EnableSigmoid(this Context.Builder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PreparedContexts.Prepare(builder);
        return builder;
    }
}
