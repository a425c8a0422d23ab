using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Passes;

namespace GpuSigmoid.Bench.Measuring;

/// <summary>A contender gave a wrong result and is not timed.</summary>
internal sealed class WrongResultException(string message) : Exception(message);

/// <summary>Runs a contender once and judges a sample of its results: stretches spread over the matrix, both ends among them.</summary>
internal static class Verification
{
    private const int Stretches = 8;
    private const int StretchLength = 64;

    /// <summary>The worst error in the sample, in units in the last place; null where there is none to speak of.</summary>
    /// <exception cref="WrongResultException">A result is wrong.</exception>
    public static double? WorstUlp<T>(CaseBuffers<T> buffers, Case what, Contender contender)
        where T : unmanaged
    {
        int set = buffers.Sets - 1;
        long[] starts = [.. Starts(what.Elements).Distinct()];
        int length = (int)Math.Min(StretchLength, what.Elements);
        // What is not written stays a NaN, or what looks like one.
        T[] poison = new T[length];
        MemoryMarshal.AsBytes(poison.AsSpan()).Fill(0xFF);
        foreach (long start in starts)
            buffers.Result[set].View(0, start, 1, length).CopyFrom(poison);
        contender.Run(set);
        buffers.Device.Synchronize();
        double? worst = null;
        foreach (long start in starts)
        {
            ulong[] x = Read(buffers.X, set, start, length);
            ulong[] s = Read(buffers.S, set, start, length);
            ulong[] gradient = Read(buffers.OutputGradient, set, start, length);
            ulong[] result = Read(buffers.Result, set, start, length);
            for (int i = 0; i < length; i++)
            {
                SampledElement element = new(x[i], s[i], gradient[i], result[i]);
                Verdict verdict = contender.Judge(element);
                if (!verdict.IsRight)
                {
                    throw new WrongResultException(
                        $"{contender} is wrong in {what}, element {start + i}: " +
                        $"x = {x[i]:X}, S = {s[i]:X}, dy = {gradient[i]:X} gave {result[i]:X}");
                }
                if (verdict.Ulp is double ulp && !(ulp <= worst))
                    worst = ulp;
            }
        }
        return worst;
    }

    private static IEnumerable<long> Starts(long elements)
    {
        long last = Math.Max(0, elements - StretchLength);
        for (int stretch = 0; stretch < Stretches; stretch++)
            yield return last * stretch / (Stretches - 1);
    }

    private static ulong[] Read<T>(DeviceMatrix<T>[] sets, int set, long start, int length)
        where T : unmanaged
    {
        ulong[] bits = new ulong[length];
        if (sets.Length == 0)
            return bits;
        T[] elements = new T[length];
        sets[set].View(0, start, 1, length).CopyTo(elements);
        for (int i = 0; i < length; i++)
            Unsafe.As<ulong, T>(ref bits[i]) = elements[i];
        return bits;
    }
}
