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
    private const ushort Largest = 0x7BFF;
    private const ushort SmallestTail = 0x0C01; // 2^-12 and one place
    private const ushort LargestTail = 0x3800; // 1/2

    public static float Scale => 1.9259299e-34f; // 2^-112

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
    public static Vector512<float> Even(Vector512<ushort> values) => WithoutCopiesOfSign(Avx512BW.IsSupported
        ? Avx512BW.MultiplyAddAdjacent(values.AsInt16(), Vector512.Create(1 << 13).AsInt16())
        : (values.AsInt32() << 16) >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Odd(Vector512<ushort> values) => WithoutCopiesOfSign(values.AsInt32() >> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleGradient(Vector512<float> scaled) => scaled * Vector512.Create(1.7014118e38f); // 2^(112 + 15)

    /// <inheritdoc/>
    // 13 bits fewer than float32; those of the subnormal numbers have the place of the smallest normal one, which is 2^(-14 - 97) here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PlaceOf(Vector512<float> result)
    {
        Vector512<uint> exponent = result.AsUInt32() & Vector512.Create(0x7F800000u);
        return (Vector512.Max(exponent, Vector512.Create(127u - 14 - 97 << 23)) + Vector512.Create(13u << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Pack(Vector512<float> even, Vector512<float> odd)
    {
        Vector512<float> scale = Vector512.Create(3.0517578125e-5f); // 2^-15: from 2^-97 to 2^-112
        return (((even * scale).AsUInt32() >>> 13) | ((odd * scale).AsUInt32() << 3)).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> RoundOutputs<TForm>(Vector512<float> even, Vector512<float> odd)
        where TForm : struct, ISigmoidForm =>
        Vector512.ConditionalSelect(
            Vector512.Create(0xFFFF0000u), LiftOutput<TForm>(odd) << 3, LiftOutput<TForm>(even) >>> 13).AsUInt16();

    // Half of the last place; and the biases apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> LiftOutput<TForm>(Vector512<float> output)
        where TForm : struct, ISigmoidForm
    {
        Vector512<uint> lifted = output.AsUInt32() + Vector512.Create(unchecked(0x1000u - (112u << 23)));
        return TForm.IsMarked ? lifted | (Vector512.AndNot(Vector512.Create(0x1000u), lifted) << 15) : lifted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WithoutCopiesOfSign(Vector512<int> bits) =>
        (bits & Vector512.Create(unchecked((int)0x8FFFE000))).AsSingle();
}
