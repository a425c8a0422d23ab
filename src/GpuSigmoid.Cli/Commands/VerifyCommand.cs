using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GpuSigmoid.Cli.Verification;

namespace GpuSigmoid.Cli.Commands;

/// <summary>gpusigmoid verify: whether this device keeps the promise.</summary>
internal static class VerifyCommand
{
    private const string Description =
        "Run every input through the device and compare the outputs with tables of the correctly rounded ones: all 2^32 of float32, all " +
        "65,536 of float16 and of bfloat16, and 65,536 of float64, of which 0.51 ULP is promised. The last line says how many blocks " +
        "match. With --op tail the gradients from the cached tail are held against the true derivative instead, with --op output-from-tail the " +
        "outputs recovered from it against the tables.";

    public static Command Create(Terminal terminal, OpenForwardPass openForwardPass)
    {
        Option<string?> device = CommandLine.DeviceOption();
        Option<VerifiedOperation?> operation = VerifiedOperations.Option();
        Option<ElementType?> type = ElementTypes.Option("Without it, float32.");
        Option<int?> blocks = new("--blocks")
        {
            Description =
                "How many of float32's 4,096 blocks to run. Without it, all. A part is spread over the line, after the blocks that tell " +
                "most: subnormal results, next to zero, where results become 0 and 1, infinities and NaN.",
            HelpName = "count",
            CustomParser = ParseCount,
        };
        Command command = new("verify", Description) { device, operation, type, blocks };
        command.SetAction((parsed, cancellationToken) =>
        {
            (string? name, ElementType? given, int? count) = (parsed.GetValue(device), parsed.GetValue(type), parsed.GetValue(blocks));
            VerifiedOperation verified = parsed.GetValue(operation) ?? VerifiedOperation.Forward;
            return Guarded.RunAsync(
                terminal,
                () => Verify(verified, name, given ?? ElementType.Float32, count, terminal, openForwardPass, cancellationToken));
        });
        return command;
    }

    private static int? ParseCount(ArgumentResult argument)
    {
        string given = argument.Tokens[0].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return count;
        }

        argument.AddError($"--blocks: found '{given}', wanted a number of blocks");
        return null;
    }

    private static int Verify(
        VerifiedOperation operation,
        string? deviceName,
        ElementType type,
        int? blocks,
        Terminal terminal,
        OpenForwardPass openForwardPass,
        CancellationToken cancellationToken)
    {
        int most = type == ElementType.Float32 ? TruthTables.Float32Blocks : 1;
        int count = blocks ?? most;
        if (count < 1 || count > most)
        {
            string wanted = most == 1 ? "1" : $"1 to {most}";
            throw new BadInputException($"--blocks: found {count}, wanted {wanted}, the blocks of {type.Name()}");
        }

        using SigmoidDevice device = CommandLine.OpenDevice(deviceName);
        VerificationResult result = operation switch
        {
            VerifiedOperation.Tail => VerifyTail(device, type, count, terminal, cancellationToken),
            VerifiedOperation.OutputFromTail => VerifyForward(
                device, type, count, terminal, DeviceForwardPass.OpenThroughTail, Float64Verification.OutputFromTailBound, cancellationToken),
            _ => VerifyForward(
                device, type, count, terminal, openForwardPass, Float64Verification.ForwardBound, cancellationToken),
        };
        VerificationReport.Print(result, type, device, terminal.Console);
        return result.AllMatch ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static VerificationResult VerifyForward(
        SigmoidDevice device,
        ElementType type,
        int blocks,
        Terminal terminal,
        OpenForwardPass openForwardPass,
        double float64Bound,
        CancellationToken cancellationToken)
    {
        using IVerifiedPass pass = openForwardPass(device, type, type switch
        {
            ElementType.Float32 => Float32Verification.ElementsPerBlock,
            ElementType.Float64 => Float64Verification.Elements,
            _ => NarrowVerification.Elements,
        });
        return type switch
        {
            ElementType.Float32 => terminal.WithProgress(
                $"{type.Name()} on {device.Name}",
                blocks,
                progress => Float32Verification.Run(pass, BlockSample.Choose(blocks), progress, cancellationToken)),
            ElementType.Float64 => Float64Verification.Run(pass, float64Bound),
            _ => NarrowVerification.Run(pass, type),
        };
    }

    private static VerificationResult VerifyTail(
        SigmoidDevice device, ElementType type, int blocks, Terminal terminal, CancellationToken cancellationToken)
    {
        using IVerifiedPass pass = TailVerification.Open(device, type);
        int[] chosen = type == ElementType.Float32 ? BlockSample.Choose(blocks) : [0];
        return terminal.WithProgress(
            $"{type.Name()} tail on {device.Name}",
            blocks,
            progress => TailVerification.Run(pass, type, chosen, progress, cancellationToken));
    }
}
