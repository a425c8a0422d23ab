using GpuSigmoid.Kernels;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

public sealed class AccessPlanTests
{
    [Theory]
    // rows, columns, element size, address, leading dimension -> rows, packs, elements
    [InlineData(1, 1024, 4, 0, 1024, 1, 256, 0)]
    [InlineData(1, 1023, 4, 0, 1023, 1, 255, 3)]
    [InlineData(1, 3, 4, 0, 3, 1, 0, 3)]
    [InlineData(1, 1024, 4, 4, 1024, 1, 0, 1024)]
    [InlineData(1, 1024, 2, 6, 1024, 1, 0, 1024)]
    [InlineData(1, 9, 8, 32, 9, 1, 4, 1)]
    [InlineData(1, 17, 2, 16, 17, 1, 2, 1)]
    [InlineData(7, 5, 4, 0, 5, 1, 8, 3)] // No gaps: one row of 35.
    [InlineData(7, 5, 4, 0, 8, 7, 1, 1)]
    [InlineData(7, 5, 4, 0, 6, 7, 0, 5)] // The second row starts 24 bytes on.
    [InlineData(7, 5, 4, 8, 8, 7, 0, 5)]
    [InlineData(1, 5, 4, 0, 6, 1, 1, 1)] // No second row: what it would start at does not matter.
    public void OneOperand(
        long rows, long columns, int elementSize, long address, long leadingDimension, long planRows, long packs, long elements)
    {
        AccessPlan plan = AccessPlan.For(rows, columns, elementSize, [new OperandPlace(address, leadingDimension)]);
        Assert.Equal(new AccessPlan(planRows, packs, elements), plan);
    }

    [Fact]
    public void EveryOperandMustStartOnAPack()
    {
        AccessPlan plan = AccessPlan.For(1, 64, 4, [new OperandPlace(0, 64), new OperandPlace(4, 64)]);
        Assert.Equal(new AccessPlan(1, 0, 64), plan);
    }

    [Fact]
    public void RowsAreJoinedOnlyWhereNoOperandHasGaps()
    {
        AccessPlan plan = AccessPlan.For(3, 64, 4, [new OperandPlace(0, 64), new OperandPlace(0, 68)]);
        Assert.Equal(new AccessPlan(3, 16, 0), plan);
    }

    [Fact]
    public void RowsMayBeKeptApart()
    {
        AccessPlan plan = AccessPlan.OfRows(3, 66, 4, [new OperandPlace(0, 68), new OperandPlace(16, 72)]);
        Assert.Equal(new AccessPlan(3, 16, 2), plan);
    }

    [Fact]
    public void SizesBeyondThirtyTwoBits()
    {
        AccessPlan plan = AccessPlan.For(1L << 20, 1L << 20, 4, [new OperandPlace(0, 1L << 20)]);
        Assert.Equal(new AccessPlan(1, 1L << 38, 0), plan);
    }
}
