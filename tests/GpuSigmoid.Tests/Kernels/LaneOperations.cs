using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>One member of a lane as an operation, and what .NET's own arithmetic makes of the same values.</summary>
internal interface ILaneOperation : IZipOperation
{
    static abstract float Expected(float left, float right);

    static abstract double Expected(double left, double right);
}

/// <summary>The formula once for all lanes; a struct for each makes it an operation.</summary>
internal interface ILaneFormula
{
    static abstract TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane>;

    static abstract float Expected(float left, float right);

    static abstract double Expected(double left, double right);
}

internal readonly struct LaneOperation<TFormula> : ILaneOperation
    where TFormula : struct, ILaneFormula
{
    public static TFloat32 Float32<TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFormula.Of(left, right);

    public static TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 left, TFloat32 right)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TFormula.Of(left, right);

    public static TFloat64 Float64<TFloat64>(TFloat64 left, TFloat64 right)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TFormula.Of(left, right);

    public static float Expected(float left, float right) => TFormula.Expected(left, right);

    public static double Expected(double left, double right) => TFormula.Expected(left, right);
}

/// <summary>A product and a sum that a compiler which fuses them would round once instead of twice.</summary>
internal readonly struct ProductThenSum : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        left * right + left;

    public static float Expected(float left, float right) => (float)(left * right) + left;

    public static double Expected(double left, double right) => left * right + left;
}

/// <summary>The same with a difference.</summary>
internal readonly struct DifferenceThenProduct : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        right * (TLane.Of(1) - left) - left * right;

    public static float Expected(float left, float right) => (float)(right * (float)(1 - left)) - (float)(left * right);

    public static double Expected(double left, double right) => right * (1 - left) - left * right;
}

internal readonly struct Fused : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.FusedMultiplyAdd(left, right, right);

    public static float Expected(float left, float right) => MathF.FusedMultiplyAdd(left, right, right);

    public static double Expected(double left, double right) => Math.FusedMultiplyAdd(left, right, right);
}

/// <summary>-0 as a constant: printed as an integer it would lose its sign.</summary>
internal readonly struct SumWithNegativeZero : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.FusedMultiplyAdd(left, right, TLane.Of(-0.0));

    public static float Expected(float left, float right) => left * right;

    public static double Expected(double left, double right) => left * right;
}

internal readonly struct Magnitude : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.Abs(left - right);

    public static float Expected(float left, float right) => MathF.Abs(left - right);

    public static double Expected(double left, double right) => Math.Abs(left - right);
}

internal readonly struct SignCopied : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.CopySign(left, right);

    public static float Expected(float left, float right) => MathF.CopySign(left, right);

    public static double Expected(double left, double right) => Math.CopySign(left, right);
}

internal readonly struct Lesser : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.WhereLess(left, right, left, right);

    public static float Expected(float left, float right) => left < right ? left : right;

    public static double Expected(double left, double right) => left < right ? left : right;
}

internal readonly struct OneWhereEqual : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.WhereEqual(left, right, TLane.Of(1), left);

    public static float Expected(float left, float right) => left == right ? 1 : left;

    public static double Expected(double left, double right) => left == right ? 1 : left;
}

internal readonly struct Clamped : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.Clamp(left, TLane.Of(-104), TLane.Of(88.5));

    public static float Expected(float left, float right) => float.IsNaN(left) ? left : Math.Clamp(left, -104f, 88.5f);

    public static double Expected(double left, double right) => double.IsNaN(left) ? left : Math.Clamp(left, -104, 88.5);
}

internal readonly struct Inverse : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane> =>
        TLane.ApproximateReciprocal(left);

    public static float Expected(float left, float right) => 1 / left;

    public static double Expected(double left, double right) => 1 / left;
}

/// <summary>The exact sum rounded to odd, from the rounded sum and what it lost.</summary>
internal readonly struct OddSum : ILaneFormula
{
    public static TLane Of<TLane>(TLane left, TLane right)
        where TLane : unmanaged, ILane<TLane>
    {
        // Knuth's TwoSum.
        TLane sum = left + right;
        TLane rightPart = sum - left;
        TLane lost = (left - (sum - rightPart)) + (right - rightPart);
        return TLane.NearestToOdd(sum, lost);
    }

    public static float Expected(float left, float right)
    {
        float sum = left + right;
        // Dekker's error of a sum, which is exact: the greater argument comes off first.
        float lost = MathF.Abs(left) >= MathF.Abs(right) ? right - (sum - left) : left - (sum - right);
        if (lost == 0 || (BitConverter.SingleToUInt32Bits(sum) & 1) == 1)
            return sum;
        return lost > 0 ? MathF.BitIncrement(sum) : MathF.BitDecrement(sum);
    }

    public static double Expected(double left, double right)
    {
        double sum = left + right;
        double lost = Math.Abs(left) >= Math.Abs(right) ? right - (sum - left) : left - (sum - right);
        if (lost == 0 || (BitConverter.DoubleToUInt64Bits(sum) & 1) == 1)
            return sum;
        return lost > 0 ? Math.BitIncrement(sum) : Math.BitDecrement(sum);
    }
}
