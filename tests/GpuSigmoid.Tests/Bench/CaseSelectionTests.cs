using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

public sealed class CaseSelectionTests
{
    [Fact]
    public void ElementsAreNumbersOrPowersOfTwo() => Assert.Equal([1, 4096, 1L << 28], CaseSelection.Elements("1, 4096,2^28"));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-4")]
    [InlineData("1e6")]
    [InlineData("2^40")]
    [InlineData("3^4")]
    [InlineData("4096,,1")]
    public void OtherElementsAreRefusedByName(string list)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => CaseSelection.Elements(list));
        Assert.StartsWith("--elements: found '", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryOperationIsFoundByItsName()
    {
        foreach (Operation operation in CaseSelection.TimedOperations)
            Assert.Equal([operation], CaseSelection.Operations(CaseSelection.Name(operation)));
        Assert.Equal([Operation.Forward, Operation.Backward, Operation.Derivative], CaseSelection.Operations("all"));
        Assert.Throws<ArgumentException>(() => CaseSelection.Operations("sideways"));
    }

    [Fact]
    public void EveryElementTypeIsFoundByItsName()
    {
        foreach (FloatFormat format in FloatFormat.All)
            Assert.Equal([format], CaseSelection.ElementTypes(format.Name));
        Assert.Equal(FloatFormat.All, CaseSelection.ElementTypes("all"));
        Assert.Throws<ArgumentException>(() => CaseSelection.ElementTypes("int8"));
    }

    [Theory]
    [InlineData(Operation.Forward, 8000)]
    [InlineData(Operation.Derivative, 8000)]
    [InlineData(Operation.Backward, 12000)]
    public void BytesAreThoseThatMustMove(Operation operation, long expected)
    {
        Assert.Equal(expected, new Case(operation, FloatFormat.Float32, 1000).Bytes);
        Assert.Equal(expected / 2, new Case(operation, FloatFormat.BFloat16, 1000).Bytes);
        Assert.Equal(expected * 2, new Case(operation, FloatFormat.Float64, 1000).Bytes);
    }

    [Fact]
    public void CasesAreAllCombinations() => Assert.Equal(
        2 * 4 * 3,
        CaseSelection.Cases([Operation.Forward, Operation.Backward], FloatFormat.All, [1, 2, 3]).Distinct().Count());
}
