using GpuSigmoid.Memory;

namespace GpuSigmoid;

/// <summary>Whether two matrices share elements.</summary>
internal static class Overlap
{
    /// <summary>Refuses an output that shares some of an input's memory but is not that input: results would depend on who runs first.</summary>
    /// <exception cref="ArgumentException">They overlap in part.</exception>
    public static void ThrowIfPartial(string inputName, in MatrixSlice input, string outputName, in MatrixSlice output)
    {
        if (!AreSame(input, output) && !AreDisjoint(input, output))
        {
            throw new ArgumentException(
                $"{outputName} overlaps {inputName} in part: it must be the same view, for work in place, or share no memory with it.",
                outputName);
        }
    }

    /// <summary>Refuses an output that shares memory with an input which is still read after parts of the output are written.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void ThrowIfAny(string inputName, in MatrixSlice input, string outputName, in MatrixSlice output)
    {
        if (!AreDisjoint(input, output))
            throw new ArgumentException($"{outputName} overlaps {inputName}: the two must share no memory.", outputName);
    }

    public static bool AreSame(in MatrixSlice left, in MatrixSlice right) =>
        ReferenceEquals(left.Buffer, right.Buffer) && left.Offset == right.Offset &&
        (left.LeadingDimension == right.LeadingDimension || left.Rows <= 1);

    /// <summary>Exact for views of one matrix, whose leading dimensions are equal; where they differ, by the ranges of addresses.</summary>
    public static bool AreDisjoint(in MatrixSlice left, in MatrixSlice right)
    {
        if (!ReferenceEquals(left.Buffer, right.Buffer) || left.Length == 0 || right.Length == 0)
            return true;
        if (End(left) <= right.Offset || End(right) <= left.Offset)
            return true;
        if (left.LeadingDimension != right.LeadingDimension)
            return false;
        // Both lie in one grid of rows: the columns decide.
        long leadingDimension = left.LeadingDimension;
        long distance = (right.Offset - left.Offset) % leadingDimension;
        if (distance < 0)
            distance += leadingDimension;
        return distance >= left.Columns && leadingDimension - distance >= right.Columns;
    }

    private static long End(in MatrixSlice slice) => slice.Offset + (slice.Rows - 1) * slice.LeadingDimension + slice.Columns;
}
