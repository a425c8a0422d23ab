using System.Globalization;
using Spectre.Console;

namespace GpuSigmoid.Cli.Verification;

/// <summary>What verify prints, the count of blocks last.</summary>
internal static class VerificationReport
{
    public static void Print(VerificationResult result, ElementType type, SigmoidDevice device, IAnsiConsole console)
    {
        string description = BadInputException.Printable(device.Description);
        console.WriteLine($"{device.Name} ({description}), {type.Name()}");
        foreach (string remark in result.Remarks)
        {
            console.WriteLine(remark);
        }

        if (result.FirstWrong.Count > 0)
        {
            string first = result.FirstWrong.Count < VerificationResult.MostWrong ? "The" : $"The first {result.FirstWrong.Count}";
            console.WriteLine($"{first} wrong results:");
            console.Write(WrongResults(result.FirstWrong, type));
        }

        if (!result.AllMatch)
        {
            console.WriteLine(
                "This device does not keep the promise. Please report it to the project, with these lines, the device's name and its " +
                $"driver's version: {description}.");
        }

        console.WriteLine($"{result.Matching} of {result.Blocks} blocks match");
    }

    private static Table WrongResults(IReadOnlyList<WrongResult> results, ElementType type)
    {
        Table table = new Table().AddColumns("Input", "Got", "Wanted").Border(TableBorder.Simple);
        foreach (WrongResult result in results)
        {
            table.AddRow(
                new Text(Describe(result.Input, type)), new Text(Describe(result.Got, type)), new Text(Describe(result.Wanted, type)));
        }

        return table;
    }

    private static string Describe(ulong bits, ElementType type)
    {
        IFormattable value = type switch
        {
            ElementType.Float32 => BitConverter.UInt32BitsToSingle((uint)bits),
            ElementType.Float64 => BitConverter.UInt64BitsToDouble(bits),
            ElementType.Float16 => BitConverter.UInt16BitsToHalf((ushort)bits),
            _ => BFloat16.FromBits((ushort)bits),
        };
        int digits = type switch { ElementType.Float32 => 8, ElementType.Float64 => 16, _ => 4 };
        return $"{bits.ToString($"X{digits}", CultureInfo.InvariantCulture)} ({value.ToString(null, CultureInfo.InvariantCulture)})";
    }
}
