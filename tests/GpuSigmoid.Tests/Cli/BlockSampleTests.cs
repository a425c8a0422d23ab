using GpuSigmoid.Cli.Verification;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

public sealed class BlockSampleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(4096)]
    public void TheBlocksAreDifferentAndInOrder(int count)
    {
        int[] blocks = BlockSample.Choose(count);
        Assert.Equal(count, blocks.Length);
        Assert.Equal(blocks.Distinct().Order(), blocks);
        Assert.InRange(blocks[0], 0, 4095);
        Assert.InRange(blocks[^1], 0, 4095);
    }

    [Fact]
    public void ASmallSampleHasSubnormalResultsSaturationAndTheHardestRoundings()
    {
        int[] blocks = BlockSample.Choose(16);
        Assert.All((float[])[-100, 17, -85, MathF.ScaleB(1, -23), -MathF.ScaleB(1, -24), 0, float.NaN, float.PositiveInfinity], x =>
            Assert.Contains((int)(BitConverter.SingleToUInt32Bits(x) >> 20), blocks.Append((int)(0xFFC00000 >> 20))));
    }

    // 16 blocks are set, the other 64 are 64 apart and each moves over blocks that are already in.
    [Fact]
    public void ALargerSampleIsSpreadEvenly()
    {
        int[] blocks = BlockSample.Choose(80);
        Assert.All(Enumerable.Range(0, 64), part => Assert.Contains(blocks, block => block / 64 == part));
    }
}
