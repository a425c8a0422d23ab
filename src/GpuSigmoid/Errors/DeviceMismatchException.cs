namespace GpuSigmoid;

/// <summary>Two things that must be on one device are on two. The message names both.</summary>
public sealed class DeviceMismatchException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is on which device.</param>
    public DeviceMismatchException(string message)
        : base(message)
    {
    }

    internal static void ThrowIfDifferent(string firstName, SigmoidDevice first, string secondName, SigmoidDevice second)
    {
        if (!ReferenceEquals(first, second))
        {
            throw new DeviceMismatchException(
                first.Name == second.Name
                    ? $"{firstName} and {secondName} are on {first.Name} opened twice: they must be on one device, opened once."
                    : $"{firstName} is on {first.Name} but {secondName} is on {second.Name}: they must be on one device.");
        }
    }
}
