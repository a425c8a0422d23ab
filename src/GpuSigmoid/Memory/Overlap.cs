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
        TryGetDistance(left, right, out long distance) && distance == 0 &&
        (left.LeadingDimension == right.LeadingDimension || left.Rows <= 1);

    /// <summary>Exact for views of one matrix, whose leading dimensions are equal; where they differ, by the ranges of addresses.</summary>
    public static bool AreDisjoint(in MatrixSlice left, in MatrixSlice right)
    {
        if (left.Length == 0 || right.Length == 0 || !TryGetDistance(left, right, out long distance))
            return true;
        if (Extent(left) <= distance || Extent(right) <= -distance)
            return true;
        if (left.LeadingDimension != right.LeadingDimension)
            return false;
        // Both lie in one grid of rows: the columns decide.
        long leadingDimension = left.LeadingDimension;
        distance %= leadingDimension;
        if (distance < 0)
            distance += leadingDimension;
        return distance >= left.Columns && leadingDimension - distance >= right.Columns;
    }

    // From the first element of the left one to that of the right one, where they lie in one buffer or in one address space.
    private static bool TryGetDistance(in MatrixSlice left, in MatrixSlice right, out long distance)
    {
        distance = right.Origin + right.Offset - (left.Origin + left.Offset);
        return ReferenceEquals(left.Buffer, right.Buffer) || (left.Origin != 0 && right.Origin != 0);
    }

    private static long Extent(in MatrixSlice slice) => (slice.Rows - 1) * slice.LeadingDimension + slice.Columns;
}
