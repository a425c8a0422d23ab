using GpuSigmoid.Devices;
using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;
using Xunit;

namespace GpuSigmoid.Tests.Devices;

/// <summary>What is decided about devices from what they tell of themselves.</summary>
public sealed class DeviceJudgementTests
{
    [Theory]
    [InlineData(6, 0, true)]
    [InlineData(6, 1, false)]
    [InlineData(7, 0, true)]
    [InlineData(7, 2, false)]
    [InlineData(7, 5, false)]
    [InlineData(8, 0, true)]
    [InlineData(8, 6, false)]
    [InlineData(8, 9, false)]
    [InlineData(9, 0, true)]
    [InlineData(10, 0, true)]
    [InlineData(10, 3, false)]
    [InlineData(12, 0, false)]
    public void DataCentresGpusHaveFastFloat64(int major, int minor, bool isFast) =>
        Assert.Equal(isFast, AcceleratorTraits.HasFastFloat64(major, minor));

    [Fact]
    public void OnlyFloat32ForwardAvoidsSlowFloat64()
    {
        Assert.True(OperationChoice.TakesFloat32Way<Float32Element, MapFormula<Forward>>(hasFastFloat64: false));
        Assert.True(OperationChoice.TakesFloat32Way<Float32Element, MapFormula<ForwardTail<Forward>>>(hasFastFloat64: false));
        Assert.True(OperationChoice.TakesFloat32Way<Float32Element, ZipFormula<AfterAdd<Forward>>>(hasFastFloat64: false));
        Assert.True(
            OperationChoice.TakesFloat32Way<Float32Element, ZipFormula<AfterAdd<ForwardTail<Forward>>>>(hasFastFloat64: false));
        Assert.True(OperationChoice.TakesFloat32Way<Float32Element, OutputAndTail<Forward>>(hasFastFloat64: false));
        Assert.True(OperationChoice.TakesFloat32Way<Float32Element, PairAfterAdd<OutputAndTail<Forward>>>(hasFastFloat64: false));
        Assert.False(OperationChoice.TakesFloat32Way<Float32Element, MapFormula<Forward>>(hasFastFloat64: true));
        Assert.False(OperationChoice.TakesFloat32Way<Float32Element, MapFormula<ForwardTail<Forward>>>(hasFastFloat64: true));
        Assert.False(OperationChoice.TakesFloat32Way<Float64Element, MapFormula<Forward>>(hasFastFloat64: false));
        Assert.False(OperationChoice.TakesFloat32Way<NarrowElement<HalfFormat>, MapFormula<Forward>>(hasFastFloat64: false));
        Assert.False(OperationChoice.TakesFloat32Way<Float32Element, MapFormula<Derivative>>(hasFastFloat64: false));
    }

    [Theory]
    // cl_device_fp_config: 1 subnormal numbers, 2 infinity and NaN, 4 round to nearest, 32 fma.
    [InlineData(true, 39, 39, null)]
    [InlineData(false, 39, 39, "OpenCL C 2.0")]
    [InlineData(true, 39, 0, "no float64")]
    [InlineData(true, 38, 39, "no subnormal")]
    [InlineData(true, 35, 39, "round to nearest")]
    public void WhatAnOpenCLDeviceLacksIsSaid(bool compiles, ulong configuration32, ulong configuration64, string? reason)
    {
        string? obstacle = OpenCLDevices.ObstacleOf(compiles, configuration32, configuration64);
        if (reason is null)
            Assert.Null(obstacle);
        else
            Assert.Contains(reason, obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryKindIsListedOrSaidToBeMissing()
    {
        IReadOnlyList<DeviceEntry> entries = IlgpuCatalogue.Find();
        Assert.All(
            [DeviceKind.Cuda, DeviceKind.OpenCL, DeviceKind.CpuSimulator],
            kind => Assert.Contains(entries, entry => entry.Kind == kind));
        Assert.All(entries, entry => Assert.Equal(entry.UnusableBecause is null, entry.Open is not null));
    }

    [Theory]
    [InlineData("cpu-simulator")]
    [InlineData("opencl:0")]
    public void MoreMemoryThanThereIsIsRefusedAndTheDeviceGoesOn(string name)
    {
        if (IlgpuCatalogue.Find().FirstOrDefault(entry => entry.Name == name)?.Open is not { } open)
        {
            Assert.Skip($"{name} cannot be used here.");
            return;
        }

        using SigmoidDevice device = open();
        Assert.Null(device.TryAllocate(1L << 60));
        using DeviceBuffer empty = device.TryAllocate(0)!;
        using DeviceBuffer buffer = device.TryAllocate(4)!;
        buffer.Write(0, [1, 2, 3, 4]);
        empty.Write(0, []);
        byte[] read = new byte[4];
        buffer.Read(0, read);
        Assert.Equal([1, 2, 3, 4], read);
    }
}
