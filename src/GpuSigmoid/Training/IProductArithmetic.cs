using GpuSigmoid.Kernels.Intrinsics;

namespace GpuSigmoid.Training;

/// <summary>What a kernel computes a matrix product with.</summary>
internal interface IProductArithmetic<T>
    where T : unmanaged
{
    static abstract T Zero { get; }

    /// <summary>left · right + addend with one rounding.</summary>
    static abstract T FusedMultiplyAdd(T left, T right, T addend);

    /// <summary>The value, every NaN made the quiet one without payload.</summary>
    static abstract T WithOneNaN(T value);
}

/// <inheritdoc/>
internal readonly struct Float32Product : IProductArithmetic<float>
{
    public static float Zero => 0;

    public static float FusedMultiplyAdd(float left, float right, float addend) =>
        Float32Arithmetic.FusedMultiplyAdd(left, right, addend);

    public static float WithOneNaN(float value) =>
        Float32Arithmetic.WhereEqual(value, value, value, BitConverter.Int32BitsToSingle(0x7FC00000));
}

/// <inheritdoc/>
internal readonly struct Float64Product : IProductArithmetic<double>
{
    public static double Zero => 0;

    public static double FusedMultiplyAdd(double left, double right, double addend) =>
        Float64Arithmetic.FusedMultiplyAdd(left, right, addend);

    public static double WithOneNaN(double value) =>
        Float64Arithmetic.WhereEqual(value, value, value, BitConverter.Int64BitsToDouble(0x7FF8000000000000));
}
