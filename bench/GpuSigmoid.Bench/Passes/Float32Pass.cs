using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Reference;

namespace GpuSigmoid.Bench.Passes;

/// <summary>
/// What a 2-byte type is compared with: the library's own pass over as many float32 elements, in the same rounds, so that a machine that is
/// slower for a while is slower for both.
/// </summary>
internal sealed class Float32Pass : IDisposable
{
    public const string Library = "float32";

    private readonly CaseBuffers<float> _buffers;
    private readonly Case _case;

    private Float32Pass(SigmoidDevice device, Case what, long cacheInBytes)
    {
        _case = what with { ElementType = FloatFormat.Float32 };
        _buffers = new CaseBuffers<float>(device, _case, cacheInBytes);
        Contender own = OwnPasses.Of(_case, _buffers).First();
        Contender = own with
        {
            Library = Library,
            Detail = "GpuSigmoid, as many elements",
            Run = set => own.Run(set % _buffers.Sets),
        };
    }

    public Contender Contender { get; }

    /// <summary>The pass beside a case of a 2-byte type; null for the others.</summary>
    public static Float32Pass? Beside(SigmoidDevice device, Case what, long cacheInBytes) =>
        what.ElementType.Bytes == sizeof(ushort) ? new Float32Pass(device, what, cacheInBytes) : null;

    /// <summary><see cref="Verification.WorstUlp"/> of it.</summary>
    /// <exception cref="WrongResultException">A result is wrong.</exception>
    public double? WorstUlp() => Verification.WorstUlp(_buffers, _case, Contender);

    public void Dispose() => _buffers.Dispose();
}
