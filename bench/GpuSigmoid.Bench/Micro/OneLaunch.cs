using BenchmarkDotNet.Attributes;
using GpuSigmoid.Bench.Cases;

namespace GpuSigmoid.Bench.Micro;

/// <summary>A pass over a 32 x 32 matrix on the device, from the call until it is done: what a launch costs.</summary>
public class OneLaunch
{
    private const int Size = 32;

    private SigmoidDevice _device = null!;
    private DeviceMatrix<float> _x = null!, _s = null!, _gradient = null!, _result = null!;

    public static IEnumerable<string> Devices() =>
        SigmoidDevice.Enumerate().Where(device => device.IsUsable && device.Kind != DeviceKind.CpuSimulator).Select(device => device.Name);

    [ParamsSource(nameof(Devices))]
    public string Device { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        _device = SigmoidDevice.Open(Device);
        _x = _device.Upload<float>(InputData.Normal<float>(Size * Size, InputData.InputDeviation, seed: 1), Size, Size);
        _gradient = _device.Upload<float>(InputData.Normal<float>(Size * Size, InputData.GradientDeviation, seed: 2), Size, Size);
        _s = _device.Allocate<float>(Size, Size);
        _result = _device.Allocate<float>(Size, Size);
        Sigmoid.Forward(_x, _s);
    }

    [GlobalCleanup]
    public void Close()
    {
        foreach (DeviceMatrix<float> matrix in (DeviceMatrix<float>[])[_x, _s, _gradient, _result])
            matrix.Dispose();
        _device.Dispose();
    }

    [Benchmark]
    public void Forward()
    {
        Sigmoid.Forward(_x, _result);
        _device.Synchronize();
    }

    [Benchmark]
    public void Backward()
    {
        Sigmoid.Backward(_s, _gradient, _result);
        _device.Synchronize();
    }
}
