using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GpuSigmoid.Numerics;

/// <summary>2^k for multiples k of 1/32, by a table in two registers, for vectors of 512 bits.</summary>
internal static class PowersOfTwo
{
    /// <summary>1.5 · 2^18: its last place is 1/32.</summary>
    public const float RoundingShift = 393216;

    /// <summary>
    /// 2^floor(k) · T_j, j/32 being the fraction of k and T_j the float32 nearest to 2^(j/32), where <paramref name="shifted"/> is k +
    /// <see cref="RoundingShift"/> and 2^k is normal.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(Vector512<float> shifted) => At(shifted, Lower, Upper);

    /// <summary>The same with a table of one's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(Vector512<float> shifted, Vector512<float> lower, Vector512<float> upper)
    {
        Vector512<int> index = shifted.AsInt32();
        return ((index << 18) + Avx512F.PermuteVar16x32x2(lower, index, upper).AsInt32()).AsSingle();
    }

    // The bits of T_j, j = 0 to 15 and 16 to 31, less j · 2^18: the bits of 32k, shifted to the same place, make that 2^floor(k) · T_j.
    public static Vector512<float> Lower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3F800000u, 0x3F7ECD87u, 0x3F7DAAC3u, 0x3F7C980Fu, 0x3F7B95C2u, 0x3F7AA43Au, 0x3F79C3D3u, 0x3F78F4F0u,
            0x3F7837F0u, 0x3F778D3Au, 0x3F76F532u, 0x3F767043u, 0x3F75FED7u, 0x3F75A15Bu, 0x3F75583Fu, 0x3F7523F6u).AsSingle();
    }

    public static Vector512<float> Upper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x3F7504F3u, 0x3F74FBAFu, 0x3F7508A4u, 0x3F752C4Du, 0x3F75672Au, 0x3F75B9BEu, 0x3F76248Cu, 0x3F76A81Eu,
            0x3F7744FDu, 0x3F77FBB8u, 0x3F78CCDFu, 0x3F79B907u, 0x3F7AC0C7u, 0x3F7BE4BAu, 0x3F7D257Du, 0x3F7E83B3u).AsSingle();
    }
}
