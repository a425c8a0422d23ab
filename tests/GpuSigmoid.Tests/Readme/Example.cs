namespace GpuSigmoid.Tests.Readme;

/// <summary>The README's example, where the compiler sees it: what stands between the two marks is the README's block.</summary>
internal static class Example
{
    public static float[] InputGradient(float[] values, float[] gradients, int rows, int columns)
    {
        // <readme>
        using SigmoidDevice device = SigmoidDevice.OpenBest();             // CUDA, else an OpenCL GPU, else the CPU
        using DeviceMatrix<float> x = device.Upload<float>(values, rows, columns);
        using DeviceMatrix<float> dy = device.Upload<float>(gradients, rows, columns);
        using SigmoidLayer<float> layer = new(device, rows, columns);

        DeviceMatrix<float> s = layer.Forward(x);                          // S(x), which stays on the device
        DeviceMatrix<float> dx = layer.Backward(dy);                       // dy · S · (1 − S), from the S that stayed

        float[] result = new float[rows * columns];
        dx.CopyTo(result);
        // </readme>
        return result;
    }
}
