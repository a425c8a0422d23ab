using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace GpuSigmoid.Cli.Commands;

/// <summary>gpusigmoid devices: what there is to run on, and why not on the rest.</summary>
internal static class DevicesCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = Json.Option();
        Command command = new("devices", "List all devices of this machine, usable or not.") { json };
        command.SetAction((parsed, _) => Guarded.RunAsync(terminal, () => List(terminal, parsed.GetValue(json))));
        return command;
    }

    private static int List(Terminal terminal, bool asJson)
    {
        IReadOnlyList<DeviceInfo> devices = SigmoidDevice.Enumerate();
        if (asJson)
        {
            Json.Write(terminal.Output, devices);
            return ExitCode.Success;
        }

        Table table = new Table().AddColumns("Name", "Kind", "Description", "Memory", "Usable").Border(TableBorder.Simple);
        foreach (DeviceInfo device in devices)
        {
            table.AddRow(
                new Text(device.Name),
                new Text(device.Kind.ToString()),
                new Text(BadInputException.Printable(device.Description)),
                new Text(Memory(device.MemoryInBytes)),
                new Text(device.IsUsable ? "yes" : $"no: {BadInputException.Printable(device.UnusableBecause!)}"));
        }

        terminal.Console.Write(table);
        return ExitCode.Success;
    }

    private static string Memory(long bytes) =>
        bytes == 0 ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB");
}
