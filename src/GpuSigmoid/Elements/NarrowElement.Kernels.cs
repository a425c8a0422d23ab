using System.Runtime.CompilerServices;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal readonly partial struct NarrowElement<TFormat>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Map<TOperation>(ushort input)
        where TOperation : struct, IMapOperation =>
        (ushort)MapHalf<TOperation>(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Zip<TOperation>(ushort left, ushort right)
        where TOperation : struct, IZipOperation =>
        (ushort)ZipHalf<TOperation>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack MapPack<TOperation>(Pack input)
        where TOperation : struct, IMapOperation =>
        new(
            MapWord<TOperation>(input.First),
            MapWord<TOperation>(input.Second),
            MapWord<TOperation>(input.Third),
            MapWord<TOperation>(input.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pack ZipPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipOperation =>
        new(
            ZipWord<TOperation>(left.First, right.First),
            ZipWord<TOperation>(left.Second, right.Second),
            ZipWord<TOperation>(left.Third, right.Third),
            ZipWord<TOperation>(left.Fourth, right.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MapWord<TOperation>(uint word)
        where TOperation : struct, IMapOperation =>
        MapHalf<TOperation>(word) | (MapHalf<TOperation>(word >> 16) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ZipWord<TOperation>(uint left, uint right)
        where TOperation : struct, IZipOperation =>
        ZipHalf<TOperation>(left, right) | (ZipHalf<TOperation>(left >> 16, right >> 16) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MapHalf<TOperation>(uint bits)
        where TOperation : struct, IMapOperation
    {
        Float32x1 input = new(TFormat.DecodeOne(bits));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(input).Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ZipHalf<TOperation>(uint left, uint right)
        where TOperation : struct, IZipOperation
    {
        Float32x1 decodedLeft = new(TFormat.DecodeOne(left));
        Float32x1 decodedRight = new(TFormat.DecodeOne(right));
        return TFormat.EncodeOne(TOperation.Narrow<Float32x1, Float64x1>(decodedLeft, decodedRight).Value);
    }
}
