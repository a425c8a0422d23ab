using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>The general logistic function L / (1 + e^−k(x − x₀)).</summary>
/// <param name="Maximum">L, what the function goes to; negative for a curve below 0. Not 0.</param>
/// <param name="Steepness">k; negative for a curve that falls from L to 0.</param>
/// <param name="Midpoint">x₀, where the function is L/2.</param>
public readonly record struct LogisticCurve(double Maximum, double Steepness, double Midpoint)
{
    /// <summary>The sigmoid: L = k = 1, x₀ = 0.</summary>
    public static LogisticCurve Sigmoid { get; } = new(1, 1, 0);

    internal Parameters ForForward => new(Maximum, Steepness, Midpoint);

    internal Parameters ForBackward => new(Maximum, Steepness / Maximum, 0);

    /// <exception cref="ArgumentOutOfRangeException">A parameter is no number for matrices of T.</exception>
    internal void ThrowIfNotUsable<T>(string name)
    {
        double largest = typeof(T) == typeof(double) ? double.MaxValue
            : typeof(T) == typeof(Half) || typeof(T) == typeof(ILGPU.Half) ? (double)Half.MaxValue
            : float.MaxValue;
        if (!(Math.Abs(Maximum) <= largest) || Maximum == 0 || !double.IsFinite(Steepness) || !double.IsFinite(Midpoint))
        {
            throw new ArgumentOutOfRangeException(
                name, $"{name} is {this}: its maximum must be a finite {typeof(T).Name} other than 0, its steepness and midpoint finite.");
        }
    }
}
