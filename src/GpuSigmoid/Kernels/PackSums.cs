using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Numerics.Lanes;
using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>A sum for each element of a pack, one for each column; those beyond a pack's elements stay 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PackSums(
    Float64x1 first,
    Float64x1 second,
    Float64x1 third,
    Float64x1 fourth,
    Float64x1 fifth,
    Float64x1 sixth,
    Float64x1 seventh,
    Float64x1 eighth)
{
    public readonly Float64x1 First = first;
    public readonly Float64x1 Second = second;
    public readonly Float64x1 Third = third;
    public readonly Float64x1 Fourth = fourth;
    public readonly Float64x1 Fifth = fifth;
    public readonly Float64x1 Sixth = sixth;
    public readonly Float64x1 Seventh = seventh;
    public readonly Float64x1 Eighth = eighth;

    /// <summary>Writes the sums of so many elements, 2, 4 or 8: one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<double> sums, long at, int elements)
    {
        sums[at] = First.Value;
        sums[at + 1] = Second.Value;
        if (elements > 2)
        {
            sums[at + 2] = Third.Value;
            sums[at + 3] = Fourth.Value;
        }

        if (elements > 4)
        {
            sums[at + 4] = Fifth.Value;
            sums[at + 5] = Sixth.Value;
            sums[at + 6] = Seventh.Value;
            sums[at + 7] = Eighth.Value;
        }
    }

    public static PackSums Zero
    {
        get
        {
            Float64x1 zero = Float64x1.Of(0);
            return new PackSums(zero, zero, zero, zero, zero, zero, zero, zero);
        }
    }
}
