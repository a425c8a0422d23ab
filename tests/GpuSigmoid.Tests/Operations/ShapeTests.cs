using GpuSigmoid.Reference;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Every operation on every element type and every shape, however its arguments lie to each other.</summary>
public abstract class ShapeTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<Specification, Aliasing> Cases()
    {
        TheoryData<Specification, Aliasing> cases = [];
        foreach (Specification specification in Specification.All)
        {
            foreach (Aliasing aliasing in Enum.GetValues<Aliasing>())
            {
                if (aliasing != Aliasing.OverOutputGradient || specification.Operation.TakesOutputGradient())
                    cases.Add(specification, aliasing);
            }
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryShapeIsComputedAndNothingElse(Specification specification, Aliasing aliasing)
    {
        SigmoidDevice device = Device;
        ArgumentPool pool = ArgumentPool.Of(specification);
        OperationRunner runner = OperationRunner.Of(specification.ElementType);
        int start = 0;
        foreach (MatrixShape shape in MatrixShape.All)
        {
            ulong[] results = runner.RunPlaced(
                device, specification.Operation, shape, aliasing,
                pool.Inputs(start, shape.Elements), pool.OutputGradients(start, shape.Elements));
            pool.AssertAccepts(start, results, $"{shape}, {aliasing}");
            start += shape.Elements;
        }
        Assert.True(start > 100_000, "the shapes have shrunk to nothing");
    }
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuShapeTests(TestDevices devices) : ShapeTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorShapeTests(TestDevices devices) : ShapeTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLShapeTests(TestDevices devices) : ShapeTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaShapeTests(TestDevices devices) : ShapeTests(devices, DeviceNames.Cuda);
