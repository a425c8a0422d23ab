using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Kernels;

/// <summary>
/// An operation as the kernels see it: with three inputs, whatever its kind, so that one kernel serves all. It takes the first so many of
/// them, which is known while the kernel is compiled: what it does not take is neither read nor converted. An operation's parameters are
/// the fields of the struct; without any it is empty.
/// </summary>
internal interface IFormula
{
    /// <summary>How many inputs the operation takes: 1 to 3.</summary>
    static abstract int Inputs { get; }

    /// <summary>Whether results may be added to the output; the kernels of the others do without what that takes.</summary>
    static abstract bool CanAdd { get; }

    /// <summary>The operation's result for float32.</summary>
    TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The operation's result for a 2-byte type.</summary>
    TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>;

    /// <summary>The operation's result for float64.</summary>
    TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64>;
}

/// <summary>operation(first).</summary>
internal readonly struct MapFormula<TOperation> : IFormula
    where TOperation : struct, IMapOperation
{
    public static int Inputs => 1;

    public static bool CanAdd => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(first);
}

/// <summary>operation(first, second).</summary>
internal readonly struct ZipFormula<TOperation> : IFormula
    where TOperation : struct, IZipOperation
{
    public static int Inputs => 2;

    public static bool CanAdd => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(first, second);
}

/// <summary>operation(first, second, third).</summary>
internal readonly struct TernaryFormula<TOperation> : IFormula
    where TOperation : struct, ITernaryOperation
{
    public static int Inputs => 3;

    public static bool CanAdd => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(first, second, third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(first, second, third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(first, second, third);
}

/// <summary>operation(first, second) with parameters.</summary>
internal readonly struct ParametricFormula<TOperation>(Parameters parameters) : IFormula
    where TOperation : struct, IParametricOperation
{
    private readonly Parameters _parameters = parameters;

    public static int Inputs => TOperation.Inputs;

    public static bool CanAdd => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Float32<TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Float32<TFloat32, TFloat64>(first, second, _parameters);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat32 Narrow<TFormat, TFloat32, TFloat64>(TFloat32 first, TFloat32 second, TFloat32 third)
        where TFormat : struct, INarrowFormat
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32> =>
        TOperation.Narrow<TFormat, TFloat32, TFloat64>(first, second, _parameters);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloat64 Float64<TFloat64>(TFloat64 first, TFloat64 second, TFloat64 third)
        where TFloat64 : unmanaged, ILane<TFloat64> =>
        TOperation.Float64(first, second, _parameters);
}
