namespace GpuSigmoid.Cli.Training;

/// <summary>The weights that a network starts from.</summary>
internal static class Initialisation
{
    /// <summary>
    /// Evenly distributed in [−r, r), r = 4 · √(6 / (inputs + outputs)), as Glorot and Bengio (2010) have it for a sigmoid; the biases are
    /// 0. Every step is one float32 operation, rounded as IEEE 754 says, so that a seed means the same numbers on every machine.
    /// </summary>
    public static float[][] Weights(IReadOnlyList<int> sizes, RandomNumbers random)
    {
        float[][] weights = new float[sizes.Count - 1][];
        for (int layer = 0; layer < weights.Length; layer++)
        {
            float range = 4 * MathF.Sqrt(6f / (sizes[layer] + sizes[layer + 1]));
            weights[layer] = new float[sizes[layer] * sizes[layer + 1]];
            foreach (ref float weight in weights[layer].AsSpan())
            {
                weight = random.NextSigned() * range;
            }
        }

        return weights;
    }
}
