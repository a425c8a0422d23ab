using System.Text.Json;
using GpuSigmoid.Bench.Reporting;
using Xunit;

namespace GpuSigmoid.Tests.Bench;

public sealed class ReportTests
{
    private static readonly string[] Fields =
    [
        "device", "device_name", "op", "dtype", "elements", "library", "detail", "seconds_median", "seconds_p20", "seconds_p80", "bytes",
        "gb_per_s", "fraction_of_ceiling", "with_transfer", "max_ulp",
    ];

    [Fact]
    public void ARowHasTheFieldsThatOthersReadAndMerge()
    {
        using JsonDocument document = JsonDocument.Parse(Report(maxUlp: 0.5).ToText());
        JsonElement row = Assert.Single(document.RootElement.GetProperty("results").EnumerateArray());
        Assert.Equal(Fields.Order(), row.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(4, row.GetProperty("gb_per_s").GetDouble());
        Assert.Equal(0.5, row.GetProperty("max_ulp").GetDouble());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    public void AFileIsReadAsItWasWritten(double? maxUlp)
    {
        JsonReport report = Report(maxUlp);
        JsonReport read = JsonReport.Parse(report.ToText());
        Assert.Equal(report.Results, read.Results);
        Assert.Equal(report.Machine, read.Machine);
        Assert.Equal(report.Command, read.Command);
    }

    [Theory]
    [InlineData("0.1.0+0123abc", "0123abc")]
    [InlineData("0.1.0", null)]
    [InlineData(null, null)]
    public void TheCommitIsTheVersionsTail(string? version, string? expected) => Assert.Equal(expected, Machine.CommitOf(version));

    [Theory]
    [InlineData("AuthenticAMD", "26", "2", "2-core Model X (Zen 5)")]
    [InlineData("AuthenticAMD", "25", "2", "2-core Model X")]
    [InlineData("GenuineIntel", "26", "2", "2-core Model X")]
    [InlineData("GenuineIntel", "6", "207", "2-core Model X (Emerald Rapids)")]
    [InlineData("GenuineIntel", "6", "85", "2-core Model X")]
    public void AProcessorIsNamedByItsKind(string vendor, string family, string model, string expected) => Assert.Equal(
        expected,
        Machine.ProcessorName($"vendor_id\t: {vendor}\ncpu family\t: {family}\nmodel\t\t: {model}\nmodel name\t: Model X\n", cores: 2));

    [Fact]
    public void AProcessorsNameIsShort() =>
        Assert.Equal("2-core Intel Xeon", Machine.ProcessorName("model name\t: Intel(R) Xeon(R) Processor\n", cores: 2));

    private static JsonReport Report(double? maxUlp) => new()
    {
        Command = "--device cpu",
        Machine = new Machine { Processor = "2-core Model X", System = "Linux", Runtime = ".NET", Commit = "0123abc", LoadBefore = 0.25 },
        Results =
        [
            new Result
            {
                Device = "cpu",
                DeviceName = "2-core Model X",
                Operation = "forward",
                ElementType = "float32",
                Elements = 1000,
                Library = "GpuSigmoid",
                Detail = null,
                SecondsMedian = 2e-6,
                SecondsP20 = 1e-6,
                SecondsP80 = 3e-6,
                Bytes = 8000,
                FractionOfCeiling = 0.75,
                WithTransfer = false,
                MaxUlp = maxUlp,
            },
        ],
    };
}
