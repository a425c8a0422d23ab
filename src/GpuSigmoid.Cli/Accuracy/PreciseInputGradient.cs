namespace GpuSigmoid.Cli.Accuracy;

/// <summary>dy · S · (1 − S) for the S and dy that are given, with a relative error below 2^-103.</summary>
internal static class PreciseInputGradient
{
    public static ScaledValue Of(double output, double outputGradient)
    {
        double rounded = outputGradient * output * (1 - output);
        if (output is 0 or 1 || outputGradient == 0 || !double.IsFinite(output) || !double.IsFinite(outputGradient))
        {
            return rounded;
        }

        // Significands alone are multiplied, so that no product of small numbers vanishes on the way.
        int outputExponent = Math.ILogB(output);
        int gradientExponent = Math.ILogB(outputGradient);
        DoubleDouble product = DoubleDouble.Product(
            Math.ScaleB(output, -outputExponent), Math.ScaleB(outputGradient, -gradientExponent));
        return new(product * DoubleDouble.Sum(1, -output), outputExponent + gradientExponent);
    }
}
