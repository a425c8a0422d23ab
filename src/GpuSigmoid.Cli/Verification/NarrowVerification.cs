using System.Runtime.InteropServices;

namespace GpuSigmoid.Cli.Verification;

/// <summary>Runs all 65,536 inputs of a 2-byte type, one block, and compares the outputs with the table.</summary>
internal static class NarrowVerification
{
    public const int Elements = 1 << 16;

    public static VerificationResult Run(IVerifiedPass pass, ElementType type)
    {
        ushort[] inputs = new ushort[Elements];
        for (int index = 0; index < inputs.Length; index++)
        {
            inputs[index] = (ushort)index;
        }

        ushort[] outputs = new ushort[Elements];
        pass.Run(MemoryMarshal.AsBytes<ushort>(inputs), MemoryMarshal.AsBytes(outputs.AsSpan()));

        ReadOnlySpan<ushort> wanted = MemoryMarshal.Cast<byte, ushort>(TruthTables.Narrow(type));
        List<WrongResult> wrong = [];
        int wrongCount = 0;
        for (int index = 0; index < outputs.Length; index++)
        {
            if (outputs[index] != wanted[index] && ++wrongCount <= VerificationResult.MostWrong)
            {
                wrong.Add(new(inputs[index], outputs[index], wanted[index]));
            }
        }

        return new(1, wrongCount == 0 ? 1 : 0, wrong, [$"{Elements - wrongCount} of {Elements} outputs equal the table's."]);
    }
}
