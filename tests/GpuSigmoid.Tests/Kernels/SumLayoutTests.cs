using GpuSigmoid.Kernels;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>How sums walk a matrix: every column of every block of 256 rows once, packs where rows start on them.</summary>
public sealed class SumLayoutTests
{
    [Theory]
    // rows, columns, leading dimension -> items of packs, items of single columns, columns in packs
    [InlineData(256, 64, 64, 16, 0, 64)]
    [InlineData(257, 64, 64, 32, 0, 64)]
    [InlineData(600, 66, 68, 48, 6, 64)]
    [InlineData(600, 66, 66, 0, 198, 0)] // The second row starts 264 bytes on.
    [InlineData(1, 66, 66, 16, 2, 64)]
    [InlineData(5, 3, 4, 0, 3, 0)]
    [InlineData(0, 8, 8, 2, 0, 8)] // No rows: sums that are 0.
    public void PacksAreTakenWhereRowsStartOnThem(long rows, long columns, long leadingDimension, long packItems, long elementItems, long columnsInPacks)
    {
        AccessPlan plan = AccessPlan.OfRows(rows, columns, sizeof(float), [new OperandPlace(32, leadingDimension)]);
        SumLayout layout = SumLayout.For(plan, 4, leadingDimension, 0, 0, adds: false);
        Assert.Equal((packItems, elementItems, columnsInPacks), (layout.Packs.Items, layout.Elements.Items, layout.ColumnsInPacks));
        Assert.Equal((columns, new RowStride(leadingDimension / 4, leadingDimension)), (layout.Columns, layout.Left));
    }

    [Theory]
    [InlineData(600, 66, 68)]
    [InlineData(513, 5, 5)]
    [InlineData(1, 9, 9)]
    public void EveryColumnOfEveryBlockHasOneSum(long rows, long columns, long leadingDimension)
    {
        AccessPlan plan = AccessPlan.OfRows(rows, columns, sizeof(float), [new OperandPlace(0, leadingDimension)]);
        SumLayout layout = SumLayout.For(plan, 4, leadingDimension, 0, 0, adds: false);
        List<long> sums = [];
        long rowsSummed = 0;
        for (long item = 0; item < layout.Packs.Items; item++)
        {
            BlockPart part = layout.Packs.PartOf(item);
            sums.AddRange(Enumerable.Range(0, 4).Select(element => layout.SumAt(part, part.Item * 4 + element)));
            rowsSummed += 4 * (part.EndRow - part.FirstRow);
        }
        for (long item = 0; item < layout.Elements.Items; item++)
        {
            BlockPart part = layout.Elements.PartOf(item);
            sums.Add(layout.SumAt(part, layout.ColumnsInPacks + part.Item));
            rowsSummed += part.EndRow - part.FirstRow;
        }
        long blocks = (rows + 255) / 256;
        Assert.Equal(Enumerable.Range(0, (int)(blocks * columns)).Select(index => (long)index), sums.Order());
        Assert.Equal(rows * columns, rowsSummed);
    }
}
