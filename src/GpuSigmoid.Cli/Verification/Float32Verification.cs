using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GpuSigmoid.Cli.Accuracy;

namespace GpuSigmoid.Cli.Verification;

/// <summary>Runs blocks of 2^20 float32 inputs and compares the hashes of the outputs, hashing one block while the next ones run.</summary>
internal static class Float32Verification
{
    public const int ElementsPerBlock = 1 << 20;

    private const uint CanonicalNaN = 0x7FC00000;

    public static VerificationResult Run(IVerifiedPass pass, int[] blocks, Action<int> progress, CancellationToken cancellationToken)
    {
        byte[][] hashes = TruthTables.Float32Hashes();
        uint[] inputs = new uint[ElementsPerBlock];
        uint[][] outputs = new uint[Environment.ProcessorCount + 1][];
        Task<bool>[] comparisons = new Task<bool>[outputs.Length];
        List<WrongResult> wrong = [];
        List<string> remarks = [];
        int matching = 0;

        for (int step = 0; step < blocks.Length + outputs.Length; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int slot = step % outputs.Length;
            // Taken in the order of the blocks, so that the first wrong inputs are the same ones each time.
            int finished = step - outputs.Length;
            if (finished >= 0 && finished < blocks.Length)
            {
                if (comparisons[slot].GetAwaiter().GetResult())
                {
                    matching++;
                }
                else if (wrong.Count < VerificationResult.MostWrong)
                {
                    FindWrong(blocks[finished], outputs[slot], hashes[blocks[finished]], wrong, remarks, cancellationToken);
                }

                progress(finished + 1);
            }

            if (step < blocks.Length)
            {
                int block = blocks[step];
                FillInputs(inputs, block);
                uint[] output = outputs[slot] ??= new uint[ElementsPerBlock];
                pass.Run(MemoryMarshal.AsBytes<uint>(inputs), MemoryMarshal.AsBytes(output.AsSpan()));
                comparisons[slot] = Task.Run(() => Matches(output, hashes[block]), CancellationToken.None);
            }
        }

        return new(blocks.Length, matching, wrong, remarks);
    }

    private static void FillInputs(uint[] inputs, int block)
    {
        uint first = FirstInput(block);
        for (int index = 0; index < inputs.Length; index++)
        {
            inputs[index] = first + (uint)index;
        }
    }

    private static uint FirstInput(int block) => (uint)block * ElementsPerBlock;

    private static bool Matches(uint[] outputs, byte[] hash)
    {
        Span<byte> own = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(outputs.AsSpan()), own);
        return own.SequenceEqual(hash);
    }

    // The table has only the block's hash: the outputs that it stands for are computed anew, without the library, and held against it.
    private static void FindWrong(
        int block, uint[] outputs, byte[] hash, List<WrongResult> wrong, List<string> remarks, CancellationToken cancellationToken)
    {
        uint first = FirstInput(block);
        uint[] wanted = new uint[ElementsPerBlock];
        ParallelOptions options = new() { CancellationToken = cancellationToken };
        Parallel.For(0, wanted.Length, options, index => wanted[index] = Wanted(first + (uint)index));
        if (!Matches(wanted, hash))
        {
            remarks.Add($"Block {block:X3}: the outputs as this program computes them without the device do not match the table either; " +
                "this machine computes wrongly, or the program is damaged.");
            return;
        }

        for (int index = 0; index < wanted.Length && wrong.Count < VerificationResult.MostWrong; index++)
        {
            if (outputs[index] != wanted[index])
            {
                wrong.Add(new(first + (uint)index, outputs[index], wanted[index]));
            }
        }
    }

    private static uint Wanted(uint input)
    {
        float x = BitConverter.UInt32BitsToSingle(input);
        return float.IsNaN(x) ? CanonicalNaN : BitConverter.SingleToUInt32Bits(PreciseSigmoid.Of(x).ToSingle());
    }
}
