using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Bench.Passes;
using GpuSigmoid.Bench.Peers;
using GpuSigmoid.Bench.Reporting;

namespace GpuSigmoid.Bench;

/// <summary>A case from buffers to rows: verify all contenders, time them, compare them with the best copy.</summary>
internal sealed class Benchmark(SigmoidDevice device, string deviceName, bool withPeers) : IDisposable
{
    private readonly HostEngine _host = new();
    private readonly long _cacheInBytes = CacheSize.Of(device);

    /// <exception cref="WrongResultException">A contender's result is wrong.</exception>
    public IReadOnlyList<Result> Run(Case what, TimeSpan time) => what.ElementType.Name switch
    {
        "float32" => Run<float>(what, time),
        "float64" => Run<double>(what, time),
        "float16" => Run<Half>(what, time),
        _ => Run<BFloat16>(what, time),
    };

    public void Dispose() => _host.Dispose();

    private List<Result> Run<T>(Case what, TimeSpan time)
        where T : unmanaged
    {
        using CaseBuffers<T> buffers = new(device, what, _cacheInBytes);
        using PeerPasses peers = new();
        using Float32Pass? float32 = Float32Pass.Beside(device, what, _cacheInBytes);
        Contender[] contenders =
        [
            .. OwnPasses.Of(what, buffers),
            .. RecomputePasses.Of(what, buffers),
            .. withPeers ? peers.Of(what, buffers, _host) : [],
            .. Ceiling.Of(what, buffers, _host),
        ];
        double?[] errors = [.. contenders.Select(contender => Verification.WorstUlp(buffers, what, contender))];
        if (float32 is not null)
            (contenders, errors) = ([.. contenders, float32.Contender], [.. errors, float32.WorstUlp()]);
        Measurement measurement = new(Clock.Of(device), new HostClock(device), buffers.Sets, time);
        IReadOnlyList<Spread> spreads = measurement.Run(contenders);
        return Rows(what, contenders, errors, spreads);
    }

    private List<Result> Rows(Case what, Contender[] contenders, double?[] errors, IReadOnlyList<Spread> spreads)
    {
        int best = Enumerable.Range(0, contenders.Length).Where(i => contenders[i].IsCeiling).MaxBy(Speed);
        return
        [
            .. from i in Enumerable.Range(0, contenders.Length)
               where i == best || !contenders[i].IsCeiling
               select new Result
               {
                   Device = device.Name,
                   DeviceName = deviceName,
                   Operation = CaseSelection.Name(what.Operation),
                   ElementType = what.ElementType.Name,
                   Elements = what.Elements,
                   Library = contenders[i].Library,
                   Detail = contenders[i].Detail,
                   SecondsMedian = spreads[i].Median,
                   SecondsP20 = spreads[i].P20,
                   SecondsP80 = spreads[i].P80,
                   Bytes = contenders[i].Bytes,
                   FractionOfCeiling = Speed(i) / Speed(best),
                   WithTransfer = contenders[i].WithTransfer,
                   MaxUlp = errors[i],
               },
        ];

        double Speed(int i) => contenders[i].Bytes / spreads[i].Median;
    }
}
