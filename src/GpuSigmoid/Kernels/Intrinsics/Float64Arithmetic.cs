using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The float64 operations whose rounding no compiler on the way to the device may change. The bodies serve ILGPU's CPU accelerator;
/// <see cref="IntrinsicRegistration"/> gives every other backend its own instruction.
/// </summary>
internal static class Float64Arithmetic
{
    [IntrinsicImplementation]
    public static double Add(double left, double right) => left + right;

    [IntrinsicImplementation]
    public static double Subtract(double left, double right) => left - right;

    [IntrinsicImplementation]
    public static double Multiply(double left, double right) => left * right;

    [IntrinsicImplementation]
    public static double FusedMultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    [IntrinsicImplementation]
    public static double ApproximateReciprocal(double value) => 1.0 / value;

    [IntrinsicImplementation]
    public static double WhereLess(double left, double right, double then, double otherwise) => left < right ? then : otherwise;

    [IntrinsicImplementation]
    public static double WhereEqual(double left, double right, double then, double otherwise) => left == right ? then : otherwise;
}
