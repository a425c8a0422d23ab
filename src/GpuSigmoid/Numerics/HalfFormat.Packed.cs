using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics;

/// <remarks>
/// Packed, a value's bits are moved to float32's places and no further: that is the value times 2^-112, the distance of the two biases,
/// subnormal ones included. An output gradient times 2^15 makes results times 2^-97: no product of two values is then below float32's
/// smallest, and none overflows.
/// </remarks>
internal readonly partial struct HalfFormat : IPackedFormat
{
    private const uint UpperHalf = 0xFFFF0000;
    private const ushort Largest = 0x7BFF;
    private const uint SmallestNormal = 127u - 14 - 97 << 23;
    private const uint PlacesAbove = 35836; // with the bits that a shift by 13 leaves of it, 4, and of the smallest place, 29 · 2^10: 2^16
    private const ushort SmallestTail = 0x0C01; // 2^-12 and one place
    private const ushort LargestTail = 0x3800; // 1/2

    public static float Scale => 1.9259299e-34f;

    public static int ScaleExponent => -112;

    public static ushort One => 0x3C00;

    public static ushort NearZero => 0x0C00; // 2^-12

    public static ushort LargestInput => 0x48D9; // 9.695: S(−9.704) is 2^-14

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreOutputs(Vector512<ushort> values) => Vector512.LessThanOrEqualAll(values, Vector512.Create(One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreTails(Vector512<ushort> values) => Vector512.LessThanOrEqualAll(
        values - Vector512.Create(SmallestTail), Vector512.Create((ushort)(LargestTail - SmallestTail)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreGradients(Vector512<ushort> magnitudes) => Vector512.LessThanOrEqualAll(magnitudes, Vector512.Create(Largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Even(Vector512<ushort> values) => WithoutCopiesOfSign(EvenTimes8192(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Odd(Vector512<ushort> values) => WithoutCopiesOfSign(values.AsInt32() >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> EvenMagnitudes(Vector512<ushort> magnitudes) => EvenTimes8192(magnitudes).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OddMagnitudes(Vector512<ushort> magnitudes) => OddTimes8192(magnitudes).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> HalfPlaces(Vector512<float> even, Vector512<float> odd) =>
        Vector512.ConditionalSelect(Vector512.Create(UpperHalf), odd.AsUInt32() << 4, even.AsUInt32() >>> 12).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleGradient(Vector512<float> scaled) => scaled * Vector512.Create(1.7014118e38f); // 2^(112 + 15)

    /// <inheritdoc/>
    // 13 bits fewer than float32; the subnormal numbers have the place of the smallest normal one, which is 2^(-14 - 97) here. An even number
    // of last places more leaves ties as they are, and Pack no constant to add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PlaceOf(Vector512<float> result)
    {
        Vector512<uint> exponent = result.AsUInt32() & Vector512.Create(0x7F800000u);
        return (Vector512.Max(exponent, Vector512.Create(SmallestNormal)) + Vector512.Create((13u << 23) + PlacesAbove)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Pack(in PlacedSum even, in PlacedSum odd) =>
        Vector512.ConditionalSelect(Vector512.Create(UpperHalf), LowerBits(odd) << 16, LowerBits(even)).AsUInt16();

    // The sum's bits count last places. With the place's exponent, counted from the smallest, they are the result's bits: a normal number's
    // leading digit is the one by which its exponent is larger.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> LowerBits(in PlacedSum result) => result.Sum.AsUInt32() + (result.Place.AsUInt32() >>> 13);

    // 2^13 times the halves of each 32 bits, signed, in one operation where there is one that multiplies and adds them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> EvenTimes8192(Vector512<ushort> values) =>
        Avx2.IsSupported ? MultiplyAddAdjacent(values, 1 << 13) : (values.AsInt32() << 16) >> 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> OddTimes8192(Vector512<ushort> values) =>
        Avx2.IsSupported ? MultiplyAddAdjacent(values, 1 << (13 + 16)) : (values.AsInt32() >> 16) << 13;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> MultiplyAddAdjacent(Vector512<ushort> values, int factors)
    {
        if (Avx512BW.IsSupported)
            return Avx512BW.MultiplyAddAdjacent(values.AsInt16(), Vector512.Create(factors).AsInt16());
        Vector256<short> both = Vector256.Create(factors).AsInt16();
        return Vector512.Create(
            Avx2.MultiplyAddAdjacent(values.GetLower().AsInt16(), both), Avx2.MultiplyAddAdjacent(values.GetUpper().AsInt16(), both));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithoutCopiesOfSign(Vector512<int> bits) =>
        (bits & Vector512.Create(unchecked((int)0x8FFFE000))).AsSingle();
}
