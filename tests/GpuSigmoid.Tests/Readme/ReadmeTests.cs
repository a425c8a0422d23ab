using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Readme;

/// <summary>Holds the README's C# to code that is compiled and run here. Both files stand beside the tests, wherever these are.</summary>
public sealed class ReadmeTests
{
    private const string Fence = "```";

    [Fact]
    public void TheExampleIsTheReadmes()
    {
        string[] blocks = CodeBlocks(Read("README.md"), "csharp");
        string block = Assert.Single(blocks); // another one needs an example of its own here
        Assert.Equal(MarkedRegion(Read("Example.cs"), "readme"), block);
    }

    /// <summary>S(0) = 1/2, so that dx is a quarter of dy, exactly.</summary>
    [Fact]
    public void TheExampleRuns()
    {
        Assert.Equal([1, 2, 3, 0.25f, 0, -1], Example.InputGradient(new float[6], [4, 8, 12, 1, 0, -4], 2, 3));
        float s = Oracle.Sigmoid(1.5f);
        Assert.Equal([Oracle.Backward(s, 2)], Example.InputGradient([1.5f], [2], 1, 1));
    }

    [Fact]
    public void TheBackendsExampleIsThePages() =>
        Assert.Equal(MarkedRegion(Read("BackendExample.cs"), "backends"), Assert.Single(CodeBlocks(Read("backends.md"), "csharp")));

    /// <summary>Exclusive or, with a column of ones in place of biases: no network without the hidden layer learns it.</summary>
    [Fact]
    public void TheBackendsExampleLearns()
    {
        float[] x = [0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1], t = [0, 1, 1, 0];
        float[] v = [4, -3, 1, -4, 3, 2, -1, -1, 1], w = [2, 2, -1];
        float[] losses = BackendExample.Train(x, t, v, w, 4, 3, 3, 1, 2000, 1);
        // A network without the hidden layer stays at 0.5.
        Assert.InRange(losses[^1], 0, 0.01f);
        Assert.InRange(losses[0], 0.2f, 2);
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Readme", name)).ReplaceLineEndings("\n");

    private static string[] CodeBlocks(string markdown, string language) =>
    [
        .. from part in markdown.Split($"\n{Fence}{language}\n").Skip(1)
           select part[..part.IndexOf($"\n{Fence}", StringComparison.Ordinal)].Trim('\n'),
    ];

    private static string MarkedRegion(string source, string mark)
    {
        IEnumerable<string> lines = source.Split('\n')
            .SkipWhile(line => line.Trim() != $"// <{mark}>").Skip(1).TakeWhile(line => line.Trim() != $"// </{mark}>");
        int indentation = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indentation..] : line));
    }
}
