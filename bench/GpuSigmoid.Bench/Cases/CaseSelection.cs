using System.Globalization;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Cases;

/// <summary>From the words of the command line to cases.</summary>
internal static class CaseSelection
{
    public const string All = "all";

    /// <summary>The passes that others have too. Those over the cached tail move the same bytes with the same arithmetic.</summary>
    public static IReadOnlyList<Operation> TimedOperations { get; } = [Operation.Forward, Operation.Backward, Operation.Derivative];

    /// <summary>2^12, 2^14, … 2^26: from what launching costs to what memory costs.</summary>
    public static IReadOnlyList<long> DefaultElements { get; } = [.. Enumerable.Range(6, 8).Select(half => 1L << (2 * half))];

    /// <summary>One operation, or all of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReadOnlyList<Operation> Operations(string word)
    {
        if (word == All)
            return TimedOperations;
        foreach (Operation operation in TimedOperations)
        {
            if (Name(operation) == word)
                return [operation];
        }
        throw new ArgumentException($"--op: found '{word}', wanted forward, backward, derivative or all");
    }

    /// <summary>One element type, or all of them.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReadOnlyList<FloatFormat> ElementTypes(string word) =>
        word == All ? FloatFormat.All : FloatFormat.All.Where(format => format.Name == word).ToArray() is { Length: > 0 } found
            ? found
            : throw new ArgumentException($"--dtype: found '{word}', wanted {string.Join(", ", FloatFormat.All)} or all");

    /// <summary>Numbers of elements with commas between; 2^20 is a number too.</summary>
    /// <exception cref="ArgumentException">One is not a number, or is 0.</exception>
    public static IReadOnlyList<long> Elements(string list) => [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Number)];

    public static IReadOnlyList<Case> Cases(
        IReadOnlyList<Operation> operations, IReadOnlyList<FloatFormat> elementTypes, IReadOnlyList<long> elements) =>
    [
        .. from elementType in elementTypes
           from operation in operations
           from count in elements
           select new Case(operation, elementType, count),
    ];

    public static string Name(Operation operation) => operation switch
    {
        Operation.Forward => "forward",
        Operation.Backward => "backward",
        Operation.Derivative => "derivative",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "It is not timed."),
    };

    private static long Number(string word)
    {
        string[] parts = word.Split('^');
        if (parts is ["2", _] && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int exponent) && exponent < 40)
            return 1L << exponent;
        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and < 1L << 40)
            return number;
        throw new ArgumentException($"--elements: found '{word}', wanted a number from 1 to 2^39, such as 1048576 or 2^20");
    }
}
