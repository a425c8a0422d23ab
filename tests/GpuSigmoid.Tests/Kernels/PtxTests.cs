using System.Text.RegularExpressions;
using GpuSigmoid.Kernels;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>What can be said of the CUDA kernels without a GPU.</summary>
public sealed partial class PtxTests(ITestOutputHelper output)
{
    public static TheoryData<string> Kernels => PtxKernels.Names;

    public static TheoryData<string> KernelsOfPacks => PtxKernels.OfPacks;

    /// <summary>
    /// H100's balance: about ten slots pass while memory moves a byte, hence 80 for float32 forward (8 bytes), 40 and 60 for the 2-byte
    /// types. The GPUs that take the float32 way, with graphics memory and 1/64 of float64, have more than twice the slots to a byte.
    /// A tail's mark costs an eighth above the balance in float32 and a third in the 2-byte types, of which the assembler saves a little by
    /// operations of three operands on bits; where S is written with it, half as many bytes more move.
    /// </summary>
    public static TheoryData<string, double> Budgets => new()
    {
        { "Forward float32", 80 },
        { "ForwardThroughFloat32 float32", 160 },
        { "Backward float32", 80 },
        { "Derivative float32", 20 },
        { "ForwardTail float32", 91 },
        { "ForwardTailThroughFloat32 float32", 160 },
        { "BackwardTail float32", 80 },
        { "OutputFromTail float32", 80 },
        { "ForwardTail float16", 53 },
        { "ForwardTail bfloat16", 53 },
        { "BackwardTail float16", 60 },
        { "BackwardTail bfloat16", 60 },
        { "Forward float16", 40 },
        { "Forward bfloat16", 40 },
        { "Backward float16", 60 },
        { "Backward bfloat16", 60 },
        { "ForwardBias float32", 80 },
        // Forward's 40 and what rounding the sum takes: a sixth longer than memory.
        { "ForwardBias bfloat16", 48 },
        { "BackwardAdd float32", 160 },
        { "BackwardAdd bfloat16", 80 },
        { "OutputSecondGradient float32", 160 },
        // Their numbers are no constants: an eighth longer than memory, and nearly three times as long.
        { "ForwardLogistic float32", 91 },
        { "ForwardLogistic bfloat16", 111 },
        { "BackwardLogistic float32", 80 },
        { "BackwardLogistic bfloat16", 80 },
    };

    [Theory]
    [MemberData(nameof(KernelsOfPacks))]
    public void WholePacksMoveInOneInstruction(string kernel) => ForEachArchitecture(kernel, opcodes =>
    {
        Type formula = PtxKernels.Named(kernel).GetGenericArguments()[2].GetGenericTypeDefinition();
        int operands =
            formula == typeof(MapFormula<>) ? 1 :
            formula == typeof(ZipFormula<>) ? 2 :
            formula == typeof(TernaryFormula<>) ? 3 :
            // It is given its input twice and reads it once.
            kernel.StartsWith("ForwardLogistic", StringComparison.Ordinal) ? 1 : 2;
        // Two packs in the loop and one after it.
        Assert.Equal(3 * operands, opcodes.Count(opcode => opcode == "ld.global.v4.b32"));
        Assert.Equal(3, opcodes.Count(opcode => opcode == "st.global.v4.b32"));
    });

    /// <summary>Sums over rows: several rows' packs are under way in the loop, one after it; an output that is added to is read too.</summary>
    [Theory]
    [InlineData("BackwardBias float32", 9, 3)]
    [InlineData("BackwardBias float64", 9, 3)]
    [InlineData("BackwardBias float16", 9, 3)]
    [InlineData("BackwardBias bfloat16", 9, 3)]
    [InlineData("ColumnSums float32", 5, 0)]
    [InlineData("ColumnSums float64", 5, 0)]
    [InlineData("ColumnSums float16", 5, 0)]
    [InlineData("ColumnSums bfloat16", 5, 0)]
    [InlineData("LastSum float32", 5, 0)]
    [InlineData("LastSum float64", 5, 0)]
    [InlineData("LastSum float16", 5, 0)]
    [InlineData("LastSum bfloat16", 5, 0)]
    public void SumsMoveWholePacks(string kernel, int loads, int stores) => ForEachArchitecture(kernel, opcodes =>
    {
        Assert.Equal(loads, opcodes.Count(opcode => opcode == "ld.global.v4.b32"));
        Assert.Equal(stores, opcodes.Count(opcode => opcode == "st.global.v4.b32"));
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NoRoundingIsLeftToTheDriver(string kernel) => ForEachArchitecture(kernel, AssertRoundedToNearest);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingDependsOnHowADeviceOrdersNaN(string kernel) => ForEachArchitecture(kernel, AssertOrdersNoNaN);

    /// <summary>The numbers depend on no level of ILGPU's optimisation; what the other tests say of memory does.</summary>
    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheNumbersAreTheSameFromACallersContext(string kernel)
    {
        IReadOnlyList<string> opcodes = PtxInstruction.OpcodesOf(Ptx.OfCallersContext(PtxKernels.Named(kernel), CudaArchitecture.SM_90));
        AssertRoundedToNearest(opcodes);
        AssertOrdersNoNaN(opcodes);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingSpillsOrCalls(string kernel) => ForEachArchitecture(kernel, opcodes =>
    {
        Assert.DoesNotContain(opcodes, opcode => opcode.StartsWith("call", StringComparison.Ordinal));
        Assert.DoesNotContain(opcodes, opcode => opcode.Contains(".local", StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Kernels))]
    public void OnlyLoadsAndStoresNamePlacesInMemory(string kernel) => Assert.All(
        PtxKernels.Architectures,
        architecture => Assert.Empty(PtxInstruction.MistakenPlacesOf(Ptx.Of(PtxKernels.Named(kernel), architecture))));

    [Theory]
    [MemberData(nameof(Budgets))]
    public void ArithmeticStaysBelowMemory(string kernel, double budget)
    {
        int elementsPerPack = PtxKernels.All.Single(entry => entry.Name == kernel).ElementsPerPack;
        double slots = PtxCost.SlotsPerElement(Ptx.Of(PtxKernels.Named(kernel), CudaArchitecture.SM_90), elementsPerPack);
        output.WriteLine($"{kernel}: {slots:F1} slots an element of {budget}");
        Assert.InRange(slots, 1, budget);
    }

    private static void AssertRoundedToNearest(IReadOnlyList<string> opcodes)
    {
        Assert.DoesNotContain(opcodes, opcode => Approximate().IsMatch(opcode));
        Assert.DoesNotContain(opcodes, opcode => Unrounded().IsMatch(opcode));
        Assert.Contains(opcodes, opcode => opcode.Contains(".rn.", StringComparison.Ordinal));
    }

    // PTX's min and max drop a NaN, unless they say .NaN; setp's unordered comparisons (ltu, geu, ...) are true for one.
    private static void AssertOrdersNoNaN(IReadOnlyList<string> opcodes)
    {
        Assert.DoesNotContain(opcodes, opcode => Extremum().IsMatch(opcode));
        Assert.DoesNotContain(opcodes, opcode => Unordered().IsMatch(opcode));
    }

    private static void ForEachArchitecture(string kernel, Action<IReadOnlyList<string>> check) =>
        Assert.All(
            PtxKernels.Architectures,
            architecture => check(PtxInstruction.OpcodesOf(Ptx.Of(PtxKernels.Named(kernel), architecture))));

    [GeneratedRegex(@"\.(approx|ftz|full)\b|^(ex2|lg2|sin|cos|tanh)\b")]
    private static partial Regex Approximate();

    [GeneratedRegex(@"^(add|sub|mul|mad|fma|div|rcp|sqrt)\.(f16|f32|f64|bf16)")]
    private static partial Regex Unrounded();

    [GeneratedRegex(@"^(min|max)\.(?!NaN\.)(\w+\.)*(f16|f32|f64|bf16)")]
    private static partial Regex Extremum();

    [GeneratedRegex(@"^setp?\.(equ|neu|ltu|leu|gtu|geu|ne)\.f")]
    private static partial Regex Unordered();
}
