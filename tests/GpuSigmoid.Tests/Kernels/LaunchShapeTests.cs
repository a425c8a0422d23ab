using GpuSigmoid.Kernels;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

public sealed class LaunchShapeTests
{
    private static readonly DeviceTraits H100 = new(DeviceKind.Cuda, IsGpu: true, 132, 2048, 1024, HasFastFloat64: true);
    private static readonly DeviceTraits SmallGpu = new(DeviceKind.OpenCL, IsGpu: true, 8, 1024, 64, HasFastFloat64: false);
    private static readonly DeviceTraits Pocl = new(DeviceKind.OpenCL, IsGpu: false, 2, 4096, 4096, HasFastFloat64: true);
    private static readonly DeviceTraits Simulator = new(DeviceKind.CpuSimulator, IsGpu: false, 2, 2, 2, HasFastFloat64: true);

    private static readonly DeviceTraits[] Devices = [H100, SmallGpu, Pocl, Simulator];

    private static readonly AccessPlan[] Plans =
    [
        new(1, 1L << 26, 0),
        new(1, 0, 1L << 33),
        new(1, 0, 1),
        new(1, 1, 3),
        new(1, 1025, 1),
        new(3, 0, 1000),
        new(1000, 4, 3),
        new(1L << 31, 1, 1),
        new(5, 100_000, 7),
    ];

    [Fact]
    public void AnH100IsFilledWithThirtyTwoKibibytesInFlightOnEachMultiprocessor()
    {
        LaunchShape shape = LaunchShape.For(H100, new AccessPlan(1, 1L << 26, 0));

        Assert.Equal(256, shape.GroupSize);
        Assert.Equal(132 * 8, shape.Groups);
        int bytesInFlight = shape.Groups / H100.Multiprocessors * shape.GroupSize * 2 * Pack.SizeInBytes;
        Assert.InRange(bytesInFlight, 32 * 1024, 128 * 1024);
    }

    [Fact]
    public void EveryTileIsTakenByExactlyOneGroup() => Assert.All(Devices, device => Assert.All(Plans, plan =>
    {
        LaunchShape shape = LaunchShape.For(device, plan);
        CheckWalk(shape.Packs, shape.Groups);
        CheckWalk(shape.Elements, shape.Groups);
    }));

    [Fact]
    public void TilesCoverEveryItem() => Assert.All(Devices, device => Assert.All(Plans, plan =>
    {
        LaunchShape shape = LaunchShape.For(device, plan);
        CheckCover(shape.Packs, shape.GroupSize, plan.Rows, plan.PacksPerRow);
        CheckCover(shape.Elements, shape.GroupSize, plan.Rows, plan.ElementsPerRow);
    }));

    [Fact]
    public void NoGroupIsWithoutATile() => Assert.All(Devices, device => Assert.All(Plans, plan =>
    {
        LaunchShape shape = LaunchShape.For(device, plan);
        long tiles = Math.Max(shape.Packs.TileRows * shape.Packs.TilesPerRow, shape.Elements.TileRows * shape.Elements.TilesPerRow);
        Assert.InRange(shape.Groups, 1, tiles);
    }));

    [Fact]
    public void AGroupIsAPowerOfTwoThatTheDeviceTakes() => Assert.All(Devices, device =>
    {
        int groupSize = LaunchShape.For(device, new AccessPlan(1, 1 << 20, 0)).GroupSize;
        Assert.InRange(groupSize, 1, device.MaxThreadsPerGroup);
        Assert.Equal(0, groupSize & (groupSize - 1));
    });

    [Fact]
    public void NarrowRowsShareAGroup()
    {
        LaunchShape shape = LaunchShape.For(H100, new AccessPlan(1000, 5, 0));
        Assert.Equal(3, shape.Packs.ThreadsPerRowLog2);
        Assert.Equal((1000 + 31) / 32, shape.Packs.TileRows);
    }

    [Fact]
    public void TheSimulatorTakesFourThousandElementsAtATimeOnEachCore()
    {
        LaunchShape shape = LaunchShape.For(Simulator, new AccessPlan(1, 1 << 22, 0));
        Assert.Equal((2, 1), (shape.Groups, shape.GroupSize));
        Assert.Equal(1024, shape.Packs.ItemsPerTile);
    }

    [Theory]
    [InlineData(1, 1, 32)]
    [InlineData(132 * 32, 132, 32)] // A warp for each multiprocessor.
    [InlineData(132 * 128, 132, 128)]
    [InlineData(132 * 256 * 8, 132 * 8, 256)]
    [InlineData(1L << 40, 132 * 8, 256)] // As many as are resident: the rest is taken in turn.
    public void ItemsAreSpreadOverAnH100(long items, int groups, int groupSize) =>
        Assert.Equal((groups, groupSize), LaunchShape.ForItems(H100, items));

    [Fact]
    public void NoGroupOfItemsIsIdleOrTooLarge() => Assert.All(Devices, device => Assert.All([1L, 31, 1000, 123_456, 1L << 33], items =>
    {
        (int groups, int groupSize) = LaunchShape.ForItems(device, items);
        Assert.InRange(groupSize, 1, device.MaxThreadsPerGroup);
        Assert.InRange(groups, 1, (items + groupSize - 1) / groupSize);
    }));

    private static void CheckWalk(Tiling tiling, int groups)
    {
        Assert.InRange(tiling.StepTiles, 0, tiling.TilesPerRow - 1);
        Assert.Equal(groups, tiling.StepTileRows * tiling.TilesPerRow + tiling.StepTiles);
    }

    private static void CheckCover(Tiling tiling, int groupSize, long rows, long itemsPerRow)
    {
        Assert.Equal((rows, itemsPerRow), (tiling.Rows, tiling.ItemsPerRow));
        if (itemsPerRow == 0)
        {
            Assert.Equal(0, tiling.TileRows);
            return;
        }

        int threadsPerRow = 1 << tiling.ThreadsPerRowLog2;
        Assert.InRange(threadsPerRow, 1, groupSize);
        Assert.InRange(tiling.ItemsPerTile * tiling.TilesPerRow, itemsPerRow, itemsPerRow + tiling.ItemsPerTile - 1);
        int rowsPerTile = groupSize / threadsPerRow;
        Assert.InRange(tiling.TileRows * rowsPerTile, rows, rows + rowsPerTile - 1);
    }
}
