using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Verification;

/// <summary>Holds gradients from the cached tail, with dy = 1, to their bound of the true derivative, and all together to their digest.</summary>
internal static class TailVerification
{
    private const int ElementsAtOnce = 1 << 14;

    /// <summary>Elements in a block: of float32 as many as in the forward pass's blocks, else all there are to try.</summary>
    public static int ElementsPerBlock(ElementType type) => type == ElementType.Float32 ? Float32Verification.ElementsPerBlock : 1 << 16;

    public static IVerifiedPass Open(SigmoidDevice device, ElementType type) => type switch
    {
        ElementType.Float32 => new DeviceTailPass<float, Float32Elements>(device, ElementsPerBlock(type)),
        ElementType.Float64 => new DeviceTailPass<double, Float64Elements>(device, ElementsPerBlock(type)),
        ElementType.Float16 => new DeviceTailPass<Half, Float16Elements>(device, ElementsPerBlock(type)),
        ElementType.BFloat16 => new DeviceTailPass<BFloat16, BFloat16Elements>(device, ElementsPerBlock(type)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static VerificationResult Run(
        IVerifiedPass pass, ElementType type, int[] blocks, Action<int> progress, CancellationToken cancellationToken) => type switch
        {
            ElementType.Float32 => Run<float, Float32Elements>(pass, blocks, FillFloat32, progress, cancellationToken),
            ElementType.Float64 => Run<double, Float64Elements>(pass, blocks, FillFloat64, progress, cancellationToken),
            ElementType.Float16 => Run<Half, Float16Elements>(pass, blocks, FillNarrow, progress, cancellationToken),
            ElementType.BFloat16 => Run<BFloat16, BFloat16Elements>(pass, blocks, FillNarrow, progress, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    private static VerificationResult Run<T, TElements>(
        IVerifiedPass pass, int[] blocks, Action<T[], int> fill, Action<int> progress, CancellationToken cancellationToken)
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        T[] inputs = new T[ElementsPerBlock(TElements.Type)], gradients = new T[inputs.Length];
        GradientJudge worst = new(TElements.Type);
        using GradientDigest digest = new();
        int matching = 0;
        for (int step = 0; step < blocks.Length; step++)
        {
            fill(inputs, blocks[step]);
            pass.Run(MemoryMarshal.AsBytes<T>(inputs), MemoryMarshal.AsBytes(gradients.AsSpan()));
            Task appended = Task.Run(() => digest.Append(MemoryMarshal.AsBytes(gradients.AsSpan())), CancellationToken.None);
            ConcurrentBag<GradientJudge> judges = [];
            Parallel.ForEach(
                Partitioner.Create(0, inputs.Length, ElementsAtOnce),
                new ParallelOptions { CancellationToken = cancellationToken },
                range =>
                {
                    GradientJudge judge = new(TElements.Type);
                    judge.Judge<T, TElements>(inputs.AsSpan()[range.Item1..range.Item2], gradients.AsSpan()[range.Item1..range.Item2]);
                    judges.Add(judge);
                });
            GradientJudge ofBlock = judges.Aggregate(new GradientJudge(TElements.Type), (left, right) => left.And(right));
            matching += ofBlock.Wrong.Count == 0 ? 1 : 0;
            worst = worst.And(ofBlock);
            appended.GetAwaiter().GetResult();
            progress(step + 1);
        }

        bool isPart = TElements.Type == ElementType.Float32 && blocks.Length < TruthTables.Float32Blocks;
        return isPart || worst.Wrong.Count > 0
            ? new(blocks.Length, matching, worst.Wrong, worst.Remarks)
            : Compared(digest.Take(), GradientDigest.Expected(TElements.Type), blocks.Length, worst.Remarks);
    }

    private static VerificationResult Compared(string digest, string expected, int blocks, IReadOnlyList<string> remarks) =>
        digest == expected
            ? new(blocks, blocks, [], [.. remarks, $"The SHA-256 of all gradients is that of other devices, {digest}."])
            : new(blocks, 0, [], [.. remarks, $"The SHA-256 of all gradients is {digest}, and {expected} on other devices."]);

    private static void FillFloat32(float[] inputs, int block)
    {
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(inputs.AsSpan());
        for (int index = 0; index < bits.Length; index++)
        {
            bits[index] = ((uint)block * (uint)bits.Length) + (uint)index;
        }
    }

    private static void FillFloat64(double[] inputs, int block)
    {
        ReadOnlySpan<double> pairs = MemoryMarshal.Cast<byte, double>(TruthTables.Float64Pairs());
        for (int index = 0; index < inputs.Length; index++)
        {
            inputs[index] = pairs[2 * index];
        }
    }

    private static void FillNarrow<T>(T[] inputs, int block)
        where T : unmanaged
    {
        for (int index = 0; index < inputs.Length; index++)
        {
            inputs[index] = Unsafe.BitCast<ushort, T>((ushort)index);
        }
    }
}
