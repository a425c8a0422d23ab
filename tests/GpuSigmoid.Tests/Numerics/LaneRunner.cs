using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Tests.Numerics;

/// <summary>Arrays of raw bits through an operation's lanes, without the library's loops and devices.</summary>
internal static class LaneRunner
{
    private const int Width = 16;

    /// <summary>The results of the sixteen-wide lanes; every NaN as the canonical one, since an operation may return any.</summary>
    public static ulong[] Map<TOperation>(FloatFormat format, ulong[] inputs)
        where TOperation : struct, IMapOperation
    {
        if (format == FloatFormat.Float16) return MapNarrow<TOperation, HalfFormat>(inputs);
        if (format == FloatFormat.BFloat16) return MapNarrow<TOperation, BFloat16Format>(inputs);
        return format == FloatFormat.Float32
            ? Run(format, inputs, inputs, (x, _) => Pack(TOperation.Float32<Float32x16, Float64x16>(Unpack32(x))))
            : Run(format, inputs, inputs, (x, _) => Pack(TOperation.Float64(Unpack64(x))));
    }

    public static ulong[] Zip<TOperation>(FloatFormat format, ulong[] left, ulong[] right)
        where TOperation : struct, IZipOperation
    {
        if (format == FloatFormat.Float16) return ZipNarrow<TOperation, HalfFormat>(left, right);
        if (format == FloatFormat.BFloat16) return ZipNarrow<TOperation, BFloat16Format>(left, right);
        return format == FloatFormat.Float32
            ? Run(format, left, right, (l, r) => Pack(TOperation.Float32<Float32x16, Float64x16>(Unpack32(l), Unpack32(r))))
            : Run(format, left, right, (l, r) => Pack(TOperation.Float64(Unpack64(l), Unpack64(r))));
    }

    /// <summary>
    /// The results of the one-wide lanes, whose approximate reciprocal differs from the sixteen-wide ones' in its last bits.
    /// </summary>
    public static ulong[] MapOne<TOperation>(FloatFormat format, ulong[] inputs)
        where TOperation : struct, IMapOperation
    {
        ulong[] results = new ulong[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            results[i] = Canonical(format, format == FloatFormat.Float64
                ? TOperation.Float64(Float64x1.OfBits(inputs[i])).Bits
                : TOperation.Float32<Float32x1, Float64x1>(Float32x1.OfBits((uint)inputs[i])).Bits);
        }
        return results;
    }

    /// <summary>The results of the four-wide lanes.</summary>
    public static ulong[] MapFour<TOperation>(FloatFormat format, ulong[] inputs)
        where TOperation : struct, IMapOperation
    {
        ulong[] results = new ulong[inputs.Length];
        for (int i = 0; i < inputs.Length; i += 4)
        {
            ulong[] four = [.. inputs.Skip(i).Take(4).Concat(new ulong[4]).Take(4)];
            ulong[] result = format == FloatFormat.Float64
                ? Four(TOperation.Float64<Float64x4>(Vector256.Create(four).AsDouble()))
                : Four(TOperation.Float32<Float32x4, Float64x4>(Vector128.Create(Array.ConvertAll(four, bits => (uint)bits)).AsSingle()));
            for (int j = i; j < Math.Min(i + 4, inputs.Length); j++)
                results[j] = Canonical(format, result[j - i]);
        }
        return results;
    }

    private static ulong[] MapNarrow<TOperation, TFormat>(ulong[] inputs)
        where TOperation : struct, IMapOperation
        where TFormat : struct, INarrowFormat =>
        Run(FloatFormat.Float32, inputs, inputs, (x, _) => Pack(TFormat.Encode(
            TOperation.Narrow<TFormat, Float32x16, Float64x16>(TFormat.Decode(Unpack32(x))))));

    private static ulong[] ZipNarrow<TOperation, TFormat>(ulong[] left, ulong[] right)
        where TOperation : struct, IZipOperation
        where TFormat : struct, INarrowFormat =>
        Run(FloatFormat.Float32, left, right, (l, r) => Pack(TFormat.Encode(
            TOperation.Narrow<TFormat, Float32x16, Float64x16>(TFormat.Decode(Unpack32(l)), TFormat.Decode(Unpack32(r))))));

    private static ulong[] Run(FloatFormat format, ulong[] left, ulong[] right, Func<ulong[], ulong[], ulong[]> lane)
    {
        ulong[] results = new ulong[left.Length];
        for (int i = 0; i < left.Length; i += Width)
        {
            int count = Math.Min(Width, left.Length - i);
            ulong[] oneLeft = new ulong[Width], oneRight = new ulong[Width];
            Array.Copy(left, i, oneLeft, 0, count);
            Array.Copy(right, i, oneRight, 0, count);
            ulong[] result = lane(oneLeft, oneRight);
            for (int j = 0; j < count; j++)
                results[i + j] = Canonical(format, result[j]);
        }
        return results;
    }

    private static ulong Canonical(FloatFormat format, ulong bits) => format.IsNaN(bits) ? format.CanonicalNaN : bits;

    private static Float32x16 Unpack32(ulong[] bits) => Vector512.Create(Array.ConvertAll(bits, value => (uint)value)).AsSingle();

    private static Float64x16 Unpack64(ulong[] bits) =>
        new(Vector512.Create(bits.AsSpan(0, Width / 2)).AsDouble(), Vector512.Create(bits.AsSpan(Width / 2)).AsDouble());

    private static ulong[] Four(Vector256<double> lane) => [lane.AsUInt64()[0], lane.AsUInt64()[1], lane.AsUInt64()[2], lane.AsUInt64()[3]];

    private static ulong[] Four(Vector128<float> lane) => [lane.AsUInt32()[0], lane.AsUInt32()[1], lane.AsUInt32()[2], lane.AsUInt32()[3]];

    private static ulong[] Pack(Float32x16 lane)
    {
        uint[] bits = new uint[Width];
        ((Vector512<float>)lane).AsUInt32().CopyTo(bits);
        return Array.ConvertAll(bits, value => (ulong)value);
    }

    private static ulong[] Pack(Float64x16 lane)
    {
        ulong[] bits = new ulong[Width];
        lane.Lower.AsUInt64().CopyTo(bits);
        lane.Upper.AsUInt64().CopyTo(bits, Width / 2);
        return bits;
    }
}
