using System.Text.Json;
using GpuSigmoid.Cli.Training;
using GpuSigmoid.Tests.Devices;
using Xunit;

namespace GpuSigmoid.Tests.Training;

/// <summary>The whole network's gradients against two others: finite differences of a loss written here, and PyTorch's.</summary>
[Collection(DeviceNames.Cpu)]
public sealed class GradientTests(TestDevices devices) : DeviceSuite(devices, DeviceNames.Cpu)
{
    // Another network than the fixture's: three layers, so that a gradient goes through a hidden one.
    private static readonly int[] Sizes = [6, 5, 4, 3];

    private const int Rows = 9;

    [Theory]
    [InlineData(SigmoidCache.Output)]
    [InlineData(SigmoidCache.Tail)]
    public void TheyAreTheSlopesOfTheLoss(SigmoidCache cache)
    {
        Random random = new(3);
        double[] inputs = Drawn(Rows * Sizes[0], random), targets = Drawn(Rows * Sizes[^1], random);
        double[] parameters = Drawn(ParameterCount(Sizes), random);
        using DenseNetwork<double> network = Create(Sizes, Rows, parameters, cache);
        double loss = Differentiate(network, inputs, targets, Rows, out double[] gradients);
        // The loss is a sum of 27 squares below 4: rounding is nowhere near the twelfth digit.
        Assert.Equal(Loss(Sizes, parameters, inputs, targets), loss, 1e-12 * loss);
        const double Step = 1e-5;
        for (int index = 0; index < parameters.Length; index++)
        {
            double[] less = [.. parameters], more = [.. parameters];
            less[index] -= Step;
            more[index] += Step;
            double slope = (Loss(Sizes, more, inputs, targets) - Loss(Sizes, less, inputs, targets)) / (2 * Step);
            // The difference's own errors: Step² times a third derivative of a few tens, and the loss's rounding over the step.
            Assert.Equal(slope, gradients[index], 1e-8);
        }
        Assert.Contains(gradients, gradient => Math.Abs(gradient) > 0.1);
    }

    [Theory]
    [InlineData(SigmoidCache.Output)]
    [InlineData(SigmoidCache.Tail)]
    public void AStepIsPyTorchs(SigmoidCache cache)
    {
        JsonElement fixture = JsonDocument.Parse(
            File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Training", "pytorch_step.json"))).RootElement;
        double[] Numbers(string name) => [.. fixture.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        int[] sizes = [.. Numbers("sizes").Select(size => (int)size)];
        int rows = fixture.GetProperty("rows").GetInt32();
        using DenseNetwork<double> network = Create(sizes, rows, Numbers("before"), cache);
        double loss = Differentiate(network, Numbers("inputs"), Numbers("targets"), rows, out double[] gradients);
        // Both are float64 with sums of at most seven terms of the size of 1: what differs is rounding, a few 2^-53 each.
        const double Rounding = 1e-14;
        Assert.Equal(fixture.GetProperty("loss").GetDouble(), loss, 1e-13);
        Assert.Equal(Numbers("gradients"), gradients, (left, right) => Math.Abs(left - right) <= Rounding);
        double[] negativeRate = new double[sizes.Max()];
        negativeRate.AsSpan().Fill(-fixture.GetProperty("rate").GetDouble() / rows);
        using DeviceMatrix<double> rate = Device.Upload<double>(negativeRate, 1, negativeRate.Length);
        network.Step(rate);
        Assert.Equal(Numbers("after"), network.CopyWeights(), (left, right) => Math.Abs(left - right) <= Rounding);
    }

    private DenseNetwork<double> Create(int[] sizes, int rows, double[] parameters, SigmoidCache cache)
    {
        double[][] weights = new double[sizes.Length - 1][], biases = new double[sizes.Length - 1][];
        Span<double> rest = parameters;
        for (int layer = 0; layer < weights.Length; layer++)
        {
            (int inputs, int outputs) = (sizes[layer], sizes[layer + 1]);
            weights[layer] = rest[..(inputs * outputs)].ToArray();
            biases[layer] = rest.Slice(inputs * outputs, outputs).ToArray();
            rest = rest[(inputs * outputs + outputs)..];
        }
        DenseNetwork<double> network = new(Device, sizes, weights, rows, cache);
        for (int layer = 0; layer < biases.Length; layer++)
            network.Layers[layer].Bias.CopyFrom(biases[layer]);
        return network;
    }

    private double Differentiate(DenseNetwork<double> network, double[] inputs, double[] targets, int rows, out double[] gradients)
    {
        int outputs = targets.Length / rows;
        using DeviceMatrix<double> x = Device.Upload<double>(inputs, rows, inputs.Length / rows);
        using DeviceMatrix<double> t = Device.Upload<double>(targets, rows, outputs);
        using DeviceMatrix<double> squares = Device.Allocate<double>(1, 1);
        network.Differentiate(x, t, squares);
        List<double> all = [];
        foreach (DenseLayer<double> layer in network.Layers)
        {
            foreach (DeviceMatrix<double> matrix in new[] { layer.WeightGradient, layer.BiasGradient })
            {
                double[] values = new double[matrix.Length];
                matrix.CopyTo(values);
                all.AddRange(values);
            }
        }
        gradients = [.. all];
        double[] sum = new double[1];
        squares.CopyTo(sum);
        return sum[0] / 2;
    }

    /// <summary>½ Σ (S − t)² in plain loops.</summary>
    private static double Loss(int[] sizes, double[] parameters, double[] inputs, double[] targets)
    {
        double loss = 0;
        for (int row = 0; row < inputs.Length / sizes[0]; row++)
        {
            double[] activation = inputs[(row * sizes[0])..((row + 1) * sizes[0])];
            int start = 0;
            for (int layer = 0; layer + 1 < sizes.Length; layer++)
            {
                double[] output = new double[sizes[layer + 1]];
                for (int j = 0; j < output.Length; j++)
                {
                    double sum = parameters[start + sizes[layer] * output.Length + j];
                    for (int i = 0; i < activation.Length; i++)
                        sum += activation[i] * parameters[start + i * output.Length + j];
                    output[j] = 1 / (1 + Math.Exp(-sum));
                }
                start += (sizes[layer] + 1) * output.Length;
                activation = output;
            }
            for (int j = 0; j < activation.Length; j++)
                loss += Math.Pow(activation[j] - targets[row * activation.Length + j], 2) / 2;
        }
        return loss;
    }

    private static int ParameterCount(int[] sizes) =>
        Enumerable.Range(0, sizes.Length - 1).Sum(layer => (sizes[layer] + 1) * sizes[layer + 1]);

    private static double[] Drawn(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
}
