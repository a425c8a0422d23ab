using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Reference;

public sealed class SpecificationTests
{
    public static TheoryData<Specification> Specifications() => [.. Specification.All];

    public static TheoryData<FloatFormat> Formats() => [.. FloatFormat.All];

    [Fact]
    public void EveryOperationOnEveryElementTypeIsSpecifiedOnce()
    {
        Assert.Equal(24, Specification.All.Count);
        Assert.Equal(24, Specification.All.DistinctBy(specification => (specification.Operation, specification.ElementType)).Count());
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void TheOracleKeepsEveryBound(Specification specification)
    {
        foreach ((ulong input, ulong gradient) in specification.SpecialArguments())
        {
            ulong result = Oracle.Evaluate(specification.Operation, specification.ElementType, input, gradient);
            double error = Oracle.ErrorInUlp(specification.Operation, specification.ElementType, input, gradient, result);
            Assert.True(specification.Accepts(input, gradient, result), $"{specification} refuses {input:X}, {gradient:X} -> {result:X}");
            // 2^-40 is what the measure may be wrong by: at the ties of 0.5 + x/4 the error is 0.5 less x^3/48.
            Assert.True(error <= 0.5 + Math.ScaleB(1, -40), $"{specification}: {error} ULP at {input:X}, {gradient:X} -> {result:X}");
        }
    }

    [Theory]
    [MemberData(nameof(Specifications))]
    public void NoBoundAcceptsTheNextNumberOrTheOtherZero(Specification specification)
    {
        FloatFormat format = specification.ElementType;
        foreach ((ulong input, ulong gradient) in specification.SpecialArguments())
        {
            ulong result = Oracle.Evaluate(specification.Operation, format, input, gradient);
            if (format.Magnitude(result) == 0)
            {
                Assert.False(specification.Accepts(input, gradient, result ^ format.SignBit));
            }
            if (!format.IsNaN(result))
            {
                Assert.False(specification.Accepts(input, gradient, format.CanonicalNaN));
            }
            // Two numbers on, the error is at least 1.5 units of a binade, 0.75 if that binade is the one below the exact value's.
            if (format.Magnitude(result) < format.LargestFinite - 2)
            {
                Assert.False(specification.Accepts(input, gradient, result + 2), $"{specification}: {input:X}, {gradient:X}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void BoundariesAreWhereTheOutputChanges(FloatFormat format)
    {
        HashSet<ulong> outputs = [.. SpecialValues.Boundaries(format).Select(x => Oracle.Evaluate(Operation.Forward, format, x))];
        ulong half = 0, one = 0;
        foreach (ulong bits in SpecialValues.Common(format))
        {
            half = format.ToFloat64(bits) == 0.5 ? bits : half;
            one = format.ToFloat64(bits) == 1 ? bits : one;
        }
        Assert.Superset(new HashSet<ulong> { 0, 1, half - 1, half, half + 1, one - 1, one }, outputs);
        Assert.Contains(outputs, s => s > 1 && s < format.SmallestNormal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void SpecialValuesAreOfTheFormat(FloatFormat format)
    {
        IReadOnlyList<ulong> inputs = SpecialValues.Inputs(format);
        Assert.All(inputs, bits => Assert.True(bits < 2 * format.SignBit || format == FloatFormat.Float64, $"{bits:X} has too many bits"));
        Assert.Equal(inputs.Count, inputs.Distinct().Count());
        Assert.Contains(inputs, bits => format.IsNaN(bits) && format.IsNegative(bits));
        Assert.Contains(format.SignBit, inputs);
        Assert.Equal(8 * format.Bytes, 1 + (int)Math.Log2(format.SignBit));
    }

    [Fact]
    public void ShapesLieInTheirBuffers()
    {
        Assert.All(MatrixShape.All, shape => Assert.True(shape.LeadingDimension >= shape.Columns, $"{shape}"));
        Assert.Contains(MatrixShape.All, shape => shape is { Rows: 0, Columns: 0 });
        Assert.Contains(
            MatrixShape.All,
            shape => shape is { Rows: > 1, Offset: 3 } && !shape.IsContiguous && shape.LeadingDimension % 2 != 0);
        Assert.Equal(1 + 4 * 67 + 63, new MatrixShape(5, 63, 67, 1).BufferLength);
        Assert.Equal(3, new MatrixShape(0, 5, 9, 3).BufferLength);
    }
}
