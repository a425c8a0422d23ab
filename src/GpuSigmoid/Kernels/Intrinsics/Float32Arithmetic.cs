using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The float32 operations whose rounding no compiler on the way to the device may change. The bodies serve ILGPU's CPU accelerator;
/// <see cref="IntrinsicRegistration"/> gives every other backend its own instruction.
/// </summary>
internal static class Float32Arithmetic
{
    [IntrinsicImplementation]
    public static float Add(float left, float right) => left + right;

    [IntrinsicImplementation]
    public static float Subtract(float left, float right) => left - right;

    [IntrinsicImplementation]
    public static float Multiply(float left, float right) => left * right;

    [IntrinsicImplementation]
    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [IntrinsicImplementation]
    public static float ApproximateReciprocal(float value) => 1f / value;

    [IntrinsicImplementation]
    public static float WhereLess(float left, float right, float then, float otherwise) => left < right ? then : otherwise;

    [IntrinsicImplementation]
    public static float WhereEqual(float left, float right, float then, float otherwise) => left == right ? then : otherwise;

    /// <summary>The value moved into [low, high]; a NaN stays one.</summary>
    [IntrinsicImplementation]
    public static float Clamp(float value, float low, float high) =>
        WhereLess(value, low, low, WhereLess(high, value, high, value));
}
