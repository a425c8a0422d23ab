namespace GpuSigmoid.Cli.Accuracy;

/// <summary>A binary floating-point format.</summary>
/// <param name="Precision">Significand bits, the leading one included.</param>
/// <param name="MinimumExponent">The exponent e of the smallest normal number 2^e.</param>
/// <param name="MaximumExponent">The exponent e of the largest binade [2^e, 2^(e+1)).</param>
internal sealed record ElementFormat(int Precision, int MinimumExponent, int MaximumExponent);
