namespace GpuSigmoid.Tests.Kernels;

/// <summary>
/// What a kernel's arithmetic costs an element, in slots: the time in which a multiprocessor of an H100 starts one float32 fma in each of
/// its 128 lanes. Counted is all that stands between two vector loads of the steady loop and its stores, by the throughput table of
/// NVIDIA's programming guide for compute capability 9.0: float64 runs in 64 lanes, conversions from and to float64 in 16 on a unit of
/// their own, which hides behind the rest as long as it is not the longest; so each counts the slot that starts it, and its pair.
/// The correctly rounded reciprocals are short programs of the assembler: an approximation and, for float32, seven instructions that
/// mend it; for float64, nine of twice the cost.
/// </summary>
internal static class PtxCost
{
    private const double Float32Reciprocal = 8;
    private const double Float64Reciprocal = 1 + 9 * 2;

    /// <summary>The slots an element of the kernel's loop over two packs.</summary>
    public static double SlotsPerElement(string ptx, int elementsPerPack)
    {
        List<string> opcodes = [.. PtxInstruction.OpcodesOf(ptx)];
        List<string> loop = SteadyLoop(opcodes);
        return loop.Sum(SlotsOf) / (2 * elementsPerPack);
    }

    // The loop is the only stretch with two vector stores: from the branch label's first load to the branch after its last store.
    private static List<string> SteadyLoop(List<string> opcodes)
    {
        List<int> stores = [.. Enumerable.Range(0, opcodes.Count).Where(i => opcodes[i].StartsWith("st.global.v4", StringComparison.Ordinal))];
        List<(int Start, int End)> blocks = Blocks(opcodes);
        (int start, int end) = blocks.Single(block => stores.Count(store => block.Start <= store && store < block.End) == 2);
        return opcodes[start..end];
    }

    private static List<(int Start, int End)> Blocks(List<string> opcodes)
    {
        List<(int, int)> blocks = [];
        int start = 0;
        for (int i = 0; i < opcodes.Count; ++i)
        {
            if (!opcodes[i].StartsWith("bra", StringComparison.Ordinal))
                continue;
            blocks.Add((start, i + 1));
            start = i + 1;
        }

        return blocks;
    }

    private static double SlotsOf(string opcode)
    {
        // Moves between register names cost nothing, nor does naming the lower half of a register; memory has units of its own.
        if (opcode.StartsWith("mov.", StringComparison.Ordinal) ||
            opcode is "cvt.u16.u32" or "cvt.u32.u64" ||
            opcode.StartsWith("ld.", StringComparison.Ordinal) ||
            opcode.StartsWith("st.", StringComparison.Ordinal))
            return 0;
        return opcode switch
        {
            "rcp.rn.f32" => Float32Reciprocal,
            "rcp.rn.f64" => Float64Reciprocal,
            "cvt.f64.f32" or "cvt.rn.f32.f64" => 2,
            _ when opcode.EndsWith("64", StringComparison.Ordinal) => 2,
            _ => 1,
        };
    }
}
