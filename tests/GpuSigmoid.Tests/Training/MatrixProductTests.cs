using System.Numerics;
using GpuSigmoid.Tests.Devices;
using GpuSigmoid.Training;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>
/// The matrix product against a loop that sums in the promised order, bit for bit. The shapes lie around the cuts: 4 rows at once, 64 a tile,
/// 16 float32 columns a panel, 256 of the depth a block.
/// </summary>
public abstract class MatrixProductTests(TestDevices devices, string deviceName) : DeviceSuite(devices, deviceName)
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 3, 5, 7 }, { 4, 16, 2 }, { 5, 17, 3 }, { 2, 3, 0 }, { 1, 33, 300 }, { 66, 15, 9 }, { 65, 40, 257 }, { 7, 1, 600 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EverySumIsInOrder(int rows, int columns, int depth)
    {
        foreach (bool isLeftTransposed in new[] { false, true })
        {
            foreach (bool isRightTransposed in new[] { false, true })
            {
                if (isLeftTransposed && isRightTransposed)
                    continue;
                Check(rows, columns, depth, isLeftTransposed, isRightTransposed, MathF.FusedMultiplyAdd, FloatBits, ToFloat);
                Check(rows, columns, depth, isLeftTransposed, isRightTransposed, Math.FusedMultiplyAdd, DoubleBits, value => value);
            }
        }
    }

    /// <summary>Products below the normal range, products that overflow, and NaN, which comes out as the one without payload.</summary>
    [Theory]
    [InlineData(7.940933880509066e-23f, 5.293955920339377e-23f, 3u)] // 1.5 · 2^-148 = 3 · 2^-149, three times the smallest subnormal number
    [InlineData(1e-30f, 1e-30f, 0u)]
    [InlineData(1e30f, -1e30f, 0xFF800000u)]
    [InlineData(float.PositiveInfinity, 0f, 0x7FC00000u)]
    [InlineData(float.NaN, 1f, 0x7FC00000u)]
    public void OutOfTheOrdinary(float left, float right, uint expected)
    {
        using DeviceMatrix<float> a = Device.Upload<float>([left], 1, 1), b = Device.Upload<float>([right], 1, 1);
        using DeviceMatrix<float> c = Device.Allocate<float>(1, 1);
        MatrixProduct.Plain.Multiply(a, b, c);
        float[] product = new float[1];
        c.CopyTo(product);
        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(product[0]));
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndNamed()
    {
        using DeviceMatrix<float> a = Device.Upload(new float[2, 3]), b = Device.Upload(new float[4, 5]), c = Device.Upload(new float[2, 5]);
        ShapeMismatchException shapes = Assert.Throws<ShapeMismatchException>(() => MatrixProduct.Plain.Multiply(a, b, c));
        Assert.Contains("2 x 3 and 4 x 5 and the product is 2 x 5", shapes.Message, StringComparison.Ordinal);
        using DeviceMatrix<float> square = Device.Upload(new float[3, 3]);
        ArgumentException overlap = Assert.Throws<ArgumentException>(() => MatrixProduct.Plain.Multiply(square, square, square));
        Assert.Contains("overlaps", overlap.Message, StringComparison.Ordinal);
        using DeviceMatrix<Half> narrow = Device.Upload(new Half[1, 1]), other = Device.Upload(new Half[1, 1]);
        Assert.Throws<NotSupportedException>(() => MatrixProduct.Plain.Multiply(narrow, narrow, other));
        using DeviceMatrix<float> elsewhere = ReferenceCpu.Upload(new float[3, 5]);
        Assert.Throws<DeviceMismatchException>(() => MatrixProduct.Plain.Multiply(a, elsewhere, c));
    }

    private void Check<T>(
        int rows,
        int columns,
        int depth,
        bool isLeftTransposed,
        bool isRightTransposed,
        Func<T, T, T, T> fusedMultiplyAdd,
        Func<T, ulong> bits,
        Func<double, T> round)
        where T : unmanaged, INumber<T>
    {
        Random random = new(rows * 1000 + columns * 10 + depth);
        T[,] left = Drawn(isLeftTransposed ? depth : rows, isLeftTransposed ? rows : depth, random, round);
        T[,] right = Drawn(isRightTransposed ? columns : depth, isRightTransposed ? depth : columns, random, round);
        using DeviceMatrix<T> a = Placed(left, 3, out DeviceMatrix<T> leftView), b = Placed(right, 1, out DeviceMatrix<T> rightView);
        // The product's surroundings must stay as they are.
        T sentinel = round(-7.25);
        T[,] whole = new T[rows + 2, columns + 5];
        for (int i = 0; i < whole.GetLength(0); i++)
        {
            for (int j = 0; j < whole.GetLength(1); j++)
                whole[i, j] = sentinel;
        }
        using DeviceMatrix<T> c = Device.Upload(whole);
        DeviceMatrix<T> product = c.View(1, 2, rows, columns);
        if (isLeftTransposed)
            MatrixProduct.Plain.MultiplyTransposed(leftView, rightView, product);
        else if (isRightTransposed)
            MatrixProduct.Plain.MultiplyByTransposed(leftView, rightView, product);
        else
            MatrixProduct.Plain.Multiply(leftView, rightView, product);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < depth; k++)
                    sum = fusedMultiplyAdd(isLeftTransposed ? left[k, i] : left[i, k], isRightTransposed ? right[j, k] : right[k, j], sum);
                whole[i + 1, j + 2] = sum;
            }
        }
        T[,] found = new T[whole.GetLength(0), whole.GetLength(1)];
        c.CopyTo(found);
        Assert.Equal(whole.Cast<T>().Select(bits), found.Cast<T>().Select(bits));
    }

    /// <summary>A view with a gap after each row, at an alignment of one element.</summary>
    private DeviceMatrix<T> Placed<T>(T[,] values, int gap, out DeviceMatrix<T> view)
        where T : unmanaged
    {
        int rows = values.GetLength(0), columns = values.GetLength(1);
        DeviceMatrix<T> owner = Device.Allocate<T>(rows + 1, columns + gap + 1);
        view = owner.View(1, 1, rows, columns);
        view.CopyFrom(values);
        return owner;
    }

    /// <summary>Numbers of very different sizes, so that another order of the sums gives other bits.</summary>
    private static T[,] Drawn<T>(int rows, int columns, Random random, Func<double, T> round)
        where T : unmanaged
    {
        T[,] values = new T[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                values[i, j] = round((random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-12, 12)));
        }
        return values;
    }

    private static float ToFloat(double value) => (float)value;

    private static ulong FloatBits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static ulong DoubleBits(double value) => BitConverter.DoubleToUInt64Bits(value);
}

[Collection(DeviceNames.Cpu)]
public sealed class CpuMatrixProductTests(TestDevices devices) : MatrixProductTests(devices, DeviceNames.Cpu);

[Collection(DeviceNames.CpuSimulator)]
public sealed class CpuSimulatorMatrixProductTests(TestDevices devices) : MatrixProductTests(devices, DeviceNames.CpuSimulator);

[Collection(DeviceNames.OpenCL)]
public sealed class OpenCLMatrixProductTests(TestDevices devices) : MatrixProductTests(devices, DeviceNames.OpenCL);

[Collection(DeviceNames.Cuda)]
public sealed class CudaMatrixProductTests(TestDevices devices) : MatrixProductTests(devices, DeviceNames.Cuda);
