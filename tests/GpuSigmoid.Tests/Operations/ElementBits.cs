using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Between the raw bits that the reference speaks in and the element types of matrices.</summary>
internal static class ElementBits
{
    public static T[] ToElements<T>(ReadOnlySpan<ulong> bits)
        where T : unmanaged
    {
        T[] elements = new T[bits.Length];
        for (int i = 0; i < bits.Length; i++)
            elements[i] = ToElement<T>(bits[i]);
        return elements;
    }

    public static ulong[] ToBits<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        ulong[] bits = new ulong[elements.Length];
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(elements);
        int size = Unsafe.SizeOf<T>();
        for (int i = 0; i < bits.Length; i++)
            bytes.Slice(i * size, size).CopyTo(MemoryMarshal.AsBytes(bits.AsSpan(i, 1)));
        return bits;
    }

    /// <summary>The low bits: both ends are little-endian, as every platform of .NET's that has these devices.</summary>
    public static T ToElement<T>(ulong bits)
        where T : unmanaged => MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(ref bits)));

    /// <summary>The bits of the format's number nearest to a finite value.</summary>
    public static ulong Nearest(FloatFormat format, double value)
    {
        (ulong significand, int exponent) = FloatFormat.Float64.Decode(BitConverter.DoubleToUInt64Bits(value));
        return Rounding.Round(double.IsNegative(value), (UInt128)significand, exponent, sticky: false, format);
    }
}
