using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

internal readonly partial struct BFloat16Format : IPackedFormat
{
    private const uint UpperHalf = 0xFFFF0000;
    private const ushort SmallestOutput = 0x3780; // 2^-16: 1 less a smaller one has more than 24 bits
    private const ushort SmallestTail = 0x3801; // 2^-15 and one place
    private const ushort LargestTail = 0x3F00; // 1/2
    private const ushort SmallestGradient = 0x0D80; // 2^-100
    private const ushort LargestGradient = 0x7680; // 2^110

    public static float Scale => 1;

    public static int ScaleExponent => 0;

    public static ushort One => 0x3F80;

    public static ushort NearZero => 0x3B00; // 2^-9

    public static ushort LargestInput => 0x42A0; // 80

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreOutputs(Vector512<ushort> values) => Vector512.LessThanOrEqualAll(
        values - Vector512.Create(SmallestOutput), Vector512.Create((ushort)(One - SmallestOutput)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreTails(Vector512<ushort> values) => Vector512.LessThanOrEqualAll(
        values - Vector512.Create(SmallestTail), Vector512.Create((ushort)(LargestTail - SmallestTail)));

    /// <inheritdoc/>
    // Less 1, 0 is the largest number of all, and not too small.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreGradients(Vector512<ushort> magnitudes) =>
        Vector512.LessThanOrEqualAll(magnitudes, Vector512.Create(LargestGradient))
        && Vector512.GreaterThanOrEqualAll(magnitudes - Vector512<ushort>.One, Vector512.Create((ushort)(SmallestGradient - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Even(Vector512<ushort> values) => (values.AsUInt32() << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Odd(Vector512<ushort> values) => (values.AsUInt32() & Vector512.Create(UpperHalf)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> EvenMagnitudes(Vector512<ushort> magnitudes) => Even(magnitudes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OddMagnitudes(Vector512<ushort> magnitudes) => Odd(magnitudes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> HalfPlaces(Vector512<float> even, Vector512<float> odd) =>
        Vector512.ConditionalSelect(Vector512.Create(UpperHalf), odd.AsUInt32() << 1, even.AsUInt32() >>> 15).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleGradient(Vector512<float> scaled) => scaled;

    /// <inheritdoc/>
    // 16 bits fewer than float32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PlaceOf(Vector512<float> result) =>
        ((result.AsUInt32() & Vector512.Create(0x7F800000u)) + Vector512.Create(16u << 23)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Pack(in PlacedSum even, in PlacedSum odd) =>
        (((even.Sum - even.Place).AsUInt32() >>> 16) | (odd.Sum - odd.Place).AsUInt32()).AsUInt16();
}
