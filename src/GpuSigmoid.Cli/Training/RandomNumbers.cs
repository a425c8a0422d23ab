namespace GpuSigmoid.Cli.Training;

/// <summary>
/// PCG-XSH-RR 64/32 (O'Neill, 2014). .NET does not promise what its own generator draws from a seed; a trained network's hash needs that.
/// </summary>
internal sealed class RandomNumbers
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private ulong _state;

    public RandomNumbers(ulong seed)
    {
        _state = unchecked(seed + Increment);
        Next();
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        ulong old = _state;
        _state = unchecked((old * Multiplier) + Increment);
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>A multiple of 2^-23 in [−1, 1), exactly.</summary>
    public float NextSigned() => ((int)(Next() >> 8) - (1 << 23)) * (1f / (1 << 23));

    /// <summary>A number from 0 to below the bound. Those of the highest bits may come up one part in 2^32 oftener.</summary>
    public int NextBelow(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);

    /// <summary>0 to count − 1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle(order);
        return order;
    }

    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = NextBelow(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
