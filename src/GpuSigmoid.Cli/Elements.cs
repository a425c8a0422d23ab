using GpuSigmoid.Cli.Accuracy;

namespace GpuSigmoid.Cli;

/// <summary>What the command must know of an element type T. Every value of all four types is a float64.</summary>
internal interface IElements<T>
    where T : unmanaged
{
    static abstract ElementType Type { get; }

    static abstract ElementFormat Format { get; }

    /// <summary>The nearest T, rounded once.</summary>
    static abstract T Round(double value);

    /// <summary>The same number as float64: exact.</summary>
    static abstract double Widen(T value);
}

internal readonly struct Float32Elements : IElements<float>
{
    public static ElementType Type => ElementType.Float32;

    public static ElementFormat Format { get; } = new(24, -126, 127);

    public static float Round(double value) => (float)value;

    public static double Widen(float value) => value;
}

internal readonly struct Float64Elements : IElements<double>
{
    public static ElementType Type => ElementType.Float64;

    public static ElementFormat Format { get; } = new(53, -1022, 1023);

    public static double Round(double value) => value;

    public static double Widen(double value) => value;
}

internal readonly struct Float16Elements : IElements<Half>
{
    public static ElementType Type => ElementType.Float16;

    public static ElementFormat Format { get; } = new(11, -14, 15);

    public static Half Round(double value) => (Half)value;

    public static double Widen(Half value) => (double)value;
}

internal readonly struct BFloat16Elements : IElements<BFloat16>
{
    public static ElementType Type => ElementType.BFloat16;

    public static ElementFormat Format { get; } = new(8, -126, 127);

    public static BFloat16 Round(double value) => (BFloat16)value;

    public static double Widen(BFloat16 value) => value;
}
