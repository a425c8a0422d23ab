using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Operations;

namespace GpuSigmoid.Tests.Fused;

/// <summary>The shapes and the numbers that the fused passes are tried on.</summary>
internal static class FusedArguments
{
    /// <summary>
    /// One row and many, one column, columns that fill no vector, more columns than a tile, more rows than a block of 256; views at every
    /// alignment.
    /// </summary>
    public static IReadOnlyList<MatrixShape> Shapes { get; } =
    [
        MatrixShape.Dense(0, 3), MatrixShape.Dense(1, 1), MatrixShape.Dense(3, 5), MatrixShape.Dense(259, 1), MatrixShape.Dense(1, 131),
        MatrixShape.Dense(32, 32), MatrixShape.Dense(2, MatrixShape.Tile + 1),
        new(5, 16, 17, 1), new(5, 33, 64, 0), new(4, 63, 67, 3), new(300, 10, 12, 2), new(2, MatrixShape.Tile, MatrixShape.Tile + 8, 0),
    ];

    /// <summary>Inputs x: special ones among those of every size.</summary>
    public static ulong[] Inputs(FloatFormat format, int count, int seed) =>
        Mixed(SpecialValues.Inputs(format), RandomArguments.Draw(Specification.Of(Operation.Forward, format), count, seed).Inputs, seed);

    /// <summary>Outputs S.</summary>
    public static ulong[] Outputs(FloatFormat format, int count, int seed) =>
        Mixed(SpecialValues.Outputs(format), RandomArguments.Draw(Specification.Of(Operation.Backward, format), count, seed).Inputs, seed);

    /// <summary>Gradients dy and the like.</summary>
    public static ulong[] Gradients(FloatFormat format, int count, int seed) => Mixed(
        SpecialValues.OutputGradients(format),
        RandomArguments.Draw(Specification.Of(Operation.Backward, format), count, seed).OutputGradients,
        seed);

    /// <summary>Finite numbers of both signs and of sizes from 2^-12 to 8, as sums of gradients have them.</summary>
    public static ulong[] Terms(FloatFormat format, int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            ElementBits.Nearest(format, Math.ScaleB(2 * random.NextDouble() - 1, random.Next(16) - 12)))];
    }

    private static ulong[] Mixed(IReadOnlyList<ulong> special, ulong[] drawn, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < drawn.Length; i++)
        {
            if (random.Next(4) == 0)
                drawn[i] = special[random.Next(special.Count)];
        }
        return drawn;
    }
}
