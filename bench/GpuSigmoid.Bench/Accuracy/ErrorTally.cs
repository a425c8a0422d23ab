using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Accuracy;

/// <summary>The errors that a library has made so far.</summary>
internal sealed class ErrorTally
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>So near to half a unit float64 does not tell on which side: the exact reference does.</summary>
    private const double Doubt = 1e-6;

    private readonly Lock _merging = new();

    /// <summary>Inputs that were no NaN.</summary>
    public long Count { get; private set; }

    /// <summary>Results that are not the float32 nearest to S.</summary>
    public long Misrounded { get; private set; }

    public (double Ulp, float X) WorstNormal { get; private set; }

    public (double Ulp, float X) WorstSubnormal { get; private set; }

    public float? AtNegativeInfinity { get; private set; }

    public float? AtPositiveInfinity { get; private set; }

    /// <summary>NaN inputs that did not give NaN.</summary>
    public long NaNLost { get; private set; }

    public void Add(ReadOnlySpan<float> inputs, ExactValue[] exact, ReadOnlySpan<float> results)
    {
        float[] x = inputs.ToArray(), s = results.ToArray();
        Parallel.For(0, Environment.ProcessorCount, part =>
        {
            ErrorTally own = new();
            int end = (int)((long)x.Length * (part + 1) / Environment.ProcessorCount);
            for (int i = (int)((long)x.Length * part / Environment.ProcessorCount); i < end; i++)
                own.Add(x[i], exact[i], s[i]);
            lock (_merging)
                Merge(own);
        });
    }

    private void Add(float x, in ExactValue exact, float result)
    {
        if (float.IsNaN(x))
        {
            NaNLost += float.IsNaN(result) ? 0 : 1;
            return;
        }
        Count++;
        if (float.IsInfinity(x))
        {
            AtNegativeInfinity = float.IsNegative(x) ? result : AtNegativeInfinity;
            AtPositiveInfinity = float.IsNegative(x) ? AtPositiveInfinity : result;
        }
        double ulp = float.IsNaN(result) ? double.PositiveInfinity : Math.Abs(result - exact.S) * exact.UnitsPerOne;
        bool misrounded = Math.Abs(ulp - 0.5) < Doubt ? result != Oracle.Sigmoid(x) : ulp > 0.5;
        Misrounded += misrounded ? 1 : 0;
        if (exact.S >= SmallestNormal)
            WorstNormal = ulp > WorstNormal.Ulp ? (ulp, x) : WorstNormal;
        else
            WorstSubnormal = ulp > WorstSubnormal.Ulp ? (ulp, x) : WorstSubnormal;
    }

    private void Merge(ErrorTally other)
    {
        Count += other.Count;
        Misrounded += other.Misrounded;
        NaNLost += other.NaNLost;
        AtNegativeInfinity ??= other.AtNegativeInfinity;
        AtPositiveInfinity ??= other.AtPositiveInfinity;
        WorstNormal = other.WorstNormal.Ulp > WorstNormal.Ulp ? other.WorstNormal : WorstNormal;
        WorstSubnormal = other.WorstSubnormal.Ulp > WorstSubnormal.Ulp ? other.WorstSubnormal : WorstSubnormal;
    }
}
