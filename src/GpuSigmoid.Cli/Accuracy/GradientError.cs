namespace GpuSigmoid.Cli.Accuracy;

/// <summary>The error of a gradient.</summary>
/// <param name="Ulp">
/// In units in the last place of the exact value, which are the spacing of numbers in its binade: what is promised is a limit to this.
/// </param>
/// <param name="Relative">
/// In 2^(1−p) of the exact value, p being the format's precision, and below the normal range in 2^(1−p) of the smallest normal number.
/// </param>
internal readonly record struct GradientError(double Ulp, double Relative);
