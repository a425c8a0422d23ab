using System.Diagnostics;
using GpuSigmoid.Bench.Passes;

namespace GpuSigmoid.Bench.Measuring;

/// <summary>
/// Times contenders one after the other, round after round (A B C A B C …), so that whatever else the machine does meanwhile hits all
/// alike. Every pass takes the next set of buffers.
/// </summary>
internal sealed class Measurement(Clock deviceClock, Clock hostClock, int sets, TimeSpan budget)
{
    private const int FewestRounds = 5;
    private const int MostRounds = 501;

    /// <summary>A sample is at least this long, in passes as many as it takes: clocks and launches have a grain.</summary>
    private const double ShortestSample = 500e-6;
    private const int MostPasses = 256;

    private int _nextSet;

    /// <summary>The seconds of a pass, for each contender.</summary>
    public IReadOnlyList<Spread> Run(IReadOnlyList<Contender> contenders)
    {
        int[] passes = [.. contenders.Select(WarmUp)];
        List<double>[] samples = [.. contenders.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < FewestRounds || Stopwatch.GetElapsedTime(start) < budget); round++)
        {
            for (int i = 0; i < contenders.Count; i++)
                samples[i].Add(Sample(contenders[i], passes[i]));
        }
        return [.. samples.Select(Spread.Of)];
    }

    // The first sample touches memory and fills what is built on first use; the second tells how many passes fill a sample.
    private int WarmUp(Contender contender)
    {
        Sample(contender, 3);
        double seconds = Sample(contender, 3);
        return (int)Math.Clamp(ShortestSample / Math.Max(seconds, 1e-9) + 1, 1, MostPasses);
    }

    private double Sample(Contender contender, int passes)
    {
        Clock clock = contender.WithTransfer ? hostClock : deviceClock;
        double seconds = clock.Seconds(() =>
        {
            for (int pass = 0; pass < passes; pass++)
            {
                contender.Run(_nextSet);
                _nextSet = (_nextSet + 1) % sets;
            }
        });
        return seconds / passes;
    }
}
