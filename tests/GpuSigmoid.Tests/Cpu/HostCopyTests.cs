using GpuSigmoid.Cpu;
using Xunit;

namespace GpuSigmoid.Tests.Cpu;

/// <summary>Every byte, and no other, on one thread and on several, through the caches and past them, from and to any address.</summary>
public sealed class HostCopyTests : IDisposable
{
    private const int Shared = 300_001;
    private const int BeyondCaches = (9 << 20) + 7;

    private readonly CpuWorkers _workers = new(3);

    public static MatrixTheoryData<int, int, int> Places => new([0, 1, 4096, Shared, BeyondCaches], [0, 1, 63], [0, 2]);

    public void Dispose() => _workers.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public void CopiesWhatIsBetween(int length, int from, int to)
    {
        byte[] source = new byte[from + length], destination = new byte[to + length + 65];
        new Random(length + from).NextBytes(source);
        Array.Fill(destination, (byte)0xA5);

        HostCopy.Run(_workers, source.AsSpan(from), destination.AsSpan(to, length));

        Assert.True(source.AsSpan(from).SequenceEqual(destination.AsSpan(to, length)));
        Assert.DoesNotContain(destination[..to], value => value != 0xA5);
        Assert.DoesNotContain(destination[(to + length)..], value => value != 0xA5);
    }

    /// <summary>A view of memory that someone else owns may be copied to from another place in it.</summary>
    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(0, 100_000)]
    public void PartsOfOneMemoryMoveAsIfByWayOfAnother(int from, int to)
    {
        byte[] memory = new byte[Shared + 100_000];
        new Random(1).NextBytes(memory);
        byte[] expected = memory.AsSpan(from, Shared).ToArray();

        HostCopy.Run(_workers, memory.AsSpan(from, Shared), memory.AsSpan(to, Shared));

        Assert.True(expected.AsSpan().SequenceEqual(memory.AsSpan(to, Shared)));
    }
}
