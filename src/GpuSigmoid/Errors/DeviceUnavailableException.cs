namespace GpuSigmoid;

/// <summary>A device was asked for by a name that no device has, or that cannot be used here. The message names it and what there is.</summary>
public sealed class DeviceUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which device, and why not.</param>
    public DeviceUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which device, and why not.</param>
    /// <param name="innerException">What the driver said.</param>
    public DeviceUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
