using CsCheck;
using GpuSigmoid.Memory;
using Xunit;

namespace GpuSigmoid.Tests.Memory;

/// <summary>Against the sets of the addresses.</summary>
public sealed class OverlapTests
{
    private const int Iterations = 20_000;

    private static readonly NoBuffer Buffer = new();

    private static readonly Gen<MatrixSlice> AnySlice =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 4], Gen.Int[0, 5], Gen.Int[0, 4])
            .Select((offset, rows, columns, gap) => new MatrixSlice(Buffer, offset, rows, columns, columns + gap));

    /// <summary>Two views of one matrix.</summary>
    private static readonly Gen<(MatrixSlice, MatrixSlice)> Views =
        Gen.Int[1, 7].SelectMany(width => Gen.Select(ViewOf(width), ViewOf(width)));

    [Fact]
    public void ViewsOfOneMatrixAreDisjointWhereTheyShareNoAddress() => Views.Sample(
        (left, right) => Overlap.AreDisjoint(left, right) == !Addresses(left).Overlaps(Addresses(right)), iter: Iterations);

    [Fact]
    public void NoSlicesThatShareAnAddressAreCalledDisjoint() => Gen.Select(AnySlice, AnySlice).Sample(
        (left, right) => !Overlap.AreDisjoint(left, right) || !Addresses(left).Overlaps(Addresses(right)), iter: Iterations);

    [Fact]
    public void SlicesOfOneShapeAreTheSameWhereAllAddressesAre() => Gen.Select(AnySlice, Gen.Int[0, 1], Gen.Int[0, 2]).Sample(
        (slice, shift, widening) =>
        {
            MatrixSlice other = slice with { Offset = slice.Offset + shift, LeadingDimension = slice.LeadingDimension + widening };
            return slice.Length == 0 || Overlap.AreSame(slice, other) == Addresses(slice).SetEquals(Addresses(other));
        },
        iter: Iterations);

    [Fact]
    public void OnlyAPartialOverlapIsRefused() => Views.Sample(
        (input, output) =>
        {
            MatrixSlice result = output with { Rows = input.Rows, Columns = input.Columns };
            if (result.Offset % result.LeadingDimension + result.Columns > result.LeadingDimension)
                return true; // no view of that matrix
            bool partial = Addresses(input).Overlaps(Addresses(result)) && !Addresses(input).SetEquals(Addresses(result));
            Exception? exception = Record.Exception(() => Overlap.ThrowIfPartial("x", input, "y", result));
            return partial ? exception is ArgumentException { ParamName: "y" } : exception is null;
        },
        iter: Iterations);

    [Fact]
    public void SlicesOfTwoBuffersAreDisjoint()
    {
        MatrixSlice slice = new(Buffer, 0, 2, 3, 3);
        Assert.True(Overlap.AreDisjoint(slice, slice with { Buffer = new NoBuffer() }));
        Assert.False(Overlap.AreSame(slice, slice with { Buffer = new NoBuffer() }));
    }

    /// <summary>Two wraps of foreign memory are two buffers: their addresses tell what they share.</summary>
    [Fact]
    public void BuffersInOneAddressSpaceAreComparedByAddress()
    {
        MatrixSlice slice = new(Buffer, 4, 2, 3, 3) { Origin = 100 };
        MatrixSlice wrapped = new(new NoBuffer(), 0, 2, 3, 3) { Origin = 104 };
        Assert.True(Overlap.AreSame(slice, wrapped));
        Assert.False(Overlap.AreDisjoint(slice, wrapped with { Origin = 109 }));
        Assert.True(Overlap.AreDisjoint(slice, wrapped with { Origin = 110 }));
        Assert.True(Overlap.AreDisjoint(slice, wrapped with { Origin = 98 }));
    }

    private static Gen<MatrixSlice> ViewOf(int width) =>
        from row in Gen.Int[0, 5]
        from column in Gen.Int[0, width]
        from rows in Gen.Int[0, 4]
        from columns in Gen.Int[0, width - column]
        select new MatrixSlice(Buffer, row * width + column, rows, columns, width);

    private static HashSet<long> Addresses(MatrixSlice slice)
    {
        HashSet<long> addresses = [];
        for (long row = 0; row < slice.Rows; row++)
        {
            for (long column = 0; column < slice.Columns; column++)
                addresses.Add(slice.Offset + row * slice.LeadingDimension + column);
        }
        return addresses;
    }

    private sealed class NoBuffer() : DeviceBuffer(0)
    {
        public override nint Address => 0;

        public override void Write(long offsetInBytes, ReadOnlySpan<byte> source, SigmoidStream? stream = null) => throw new NotSupportedException();

        public override void Read(long offsetInBytes, Span<byte> destination, SigmoidStream? stream = null) => throw new NotSupportedException();

        public override void Dispose()
        {
        }
    }
}
