using System.Runtime.InteropServices;
using GpuSigmoid.Cli;
using GpuSigmoid.Cli.Accuracy;
using GpuSigmoid.Cli.Verification;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Cli;

/// <summary>verify --op tail finds the gradients that are wrong, and those only.</summary>
public sealed class TailVerificationTests
{
    // A block of 0.0078 to 0.0083, of 4.5 to 5, of 16 to 18 where the plain cache loses all, of subnormal gradients.
    private static readonly int[] Blocks = [0x3C0, 0x409, 0x418, 0xC2B];

    [Fact]
    public void AGradientFromThePlainCacheBreaksTheBound()
    {
        VerificationResult result = Run(bits =>
        {
            float s = (float)(1 / (1 + Math.Exp(-Value(bits))));
            return BitConverter.SingleToUInt32Bits(s * (1 - s));
        });
        Assert.False(result.AllMatch);
        Assert.Equal(VerificationResult.MostWrong, result.FirstWrong.Count);
        WrongResult first = result.FirstWrong[0];
        Assert.Equal((float)TrueDerivative.Of(Value(first.Input)), Value(first.Wanted));
    }

    /// <summary>Two units more than what is right, the last where results are subnormal.</summary>
    [Theory]
    [InlineData(0x40900005u)]
    [InlineData(0x41800000u)]
    [InlineData(0xC2B00001u)]
    public void TheWrongOneIsNamed(uint input)
    {
        VerificationResult result = Run(bits =>
        {
            uint right = BitConverter.SingleToUInt32Bits((float)TrueDerivative.Of(Value(bits)));
            return bits == input ? right + 2 : right;
        });
        Assert.Equal((4, 3), (result.Blocks, result.Matching));
        Assert.Equal(input, Assert.Single(result.FirstWrong).Input);
    }

    /// <summary>The true gradients, rounded once: nearer than the bound asks for, but not those that devices give.</summary>
    [Fact]
    public void GradientsThatKeepTheBoundAndAreOthersAreSeen()
    {
        VerificationResult result = TailVerification.Run(
            new Pass<ushort>(bits =>
            {
                double x = (double)BitConverter.UInt16BitsToHalf(bits);
                return BitConverter.HalfToUInt16Bits(double.IsNaN(x) ? Half.NaN : (Half)TrueDerivative.Of(x));
            }),
            ElementType.Float16,
            [0],
            _ => { },
            TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (result.Blocks, result.Matching));
        Assert.Empty(result.FirstWrong);
        Assert.Contains("on other devices", result.Remarks[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("Tail")]
    public async Task AnOperationThatIsNoneIsRefused(string operation)
    {
        CommandResult result = await CommandResult.OfAsync(["verify", "--device", "cpu", "--op", operation]);
        result.AssertFailed(2, $"--op: found '{operation}', wanted forward, tail or output-from-tail");
    }

    /// <summary>The command's measure against the reference's, which knows no float64 arithmetic.</summary>
    [Fact]
    public void TheMeasureIsTheReferences()
    {
        foreach (ulong x in SpecialValues.Inputs(FloatFormat.Float32).Where(bits => !FloatFormat.Float32.IsNaN(bits)))
        {
            uint result = BitConverter.SingleToUInt32Bits((float)TrueDerivative.Of(Value(x)) * 1.000001f);
            double expected = TrueGradient.ErrorInUlp(x, BitConverter.SingleToUInt32Bits(1), result, FloatFormat.Float32);
            double measured = TrueDerivative.Measure(Value(x), Value(result), Float32Elements.Format).Ulp;
            // The measure is good to 2^-50 of the derivative, 2^-27 of the unit.
            Assert.InRange(measured, expected - 1e-8, expected + 1e-8);
        }
    }

    private static VerificationResult Run(Func<uint, uint> gradient) =>
        TailVerification.Run(new Pass<uint>(gradient), ElementType.Float32, Blocks, _ => { }, TestContext.Current.CancellationToken);

    private static float Value(ulong bits) => BitConverter.UInt32BitsToSingle((uint)bits);

    private sealed class Pass<TBits>(Func<TBits, TBits> gradient) : IVerifiedPass
        where TBits : unmanaged
    {
        public void Run(ReadOnlySpan<byte> inputs, Span<byte> outputs)
        {
            ReadOnlySpan<TBits> from = MemoryMarshal.Cast<byte, TBits>(inputs);
            Span<TBits> to = MemoryMarshal.Cast<byte, TBits>(outputs);
            for (int i = 0; i < from.Length; i++)
                to[i] = gradient(from[i]);
        }

        public void Dispose()
        {
        }
    }
}
