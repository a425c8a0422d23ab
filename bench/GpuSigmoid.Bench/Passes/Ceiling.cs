using GpuSigmoid.Bench.Cases;
using GpuSigmoid.Bench.Measuring;
using GpuSigmoid.Cpu;
using GpuSigmoid.Devices;
using GpuSigmoid.Memory;
using GpuSigmoid.Reference;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Bench.Passes;

/// <summary>
/// What a pass can hope for: the best way to move the same number of matrices with no arithmetic to speak of. Several are timed, and the
/// one with the most bytes a second is the ceiling.
/// </summary>
internal static class Ceiling
{
    public const string Library = "copy";

    public static IEnumerable<Contender> Of<T>(Case what, CaseBuffers<T> buffers, HostEngine host)
        where T : unmanaged
    {
        bool onHost = buffers.Device.Kind == DeviceKind.Cpu;
        return (what.Operation, onHost) switch
        {
            (Operation.Backward, true) => HostSums(what, buffers, host),
            (Operation.Backward, false) => [DeviceCopy(what, buffers), DeviceSum(what, buffers)],
            (_, true) => HostCopies(what, buffers, host),
            (_, false) => [DeviceCopy(what, buffers)],
        };
    }

    private static Contender[] HostCopies<T>(Case what, CaseBuffers<T> buffers, HostEngine host)
        where T : unmanaged
    {
        DeviceMatrix<T>[] from = what.Operation == Operation.Forward ? buffers.X : buffers.S;
        DeviceMatrix<T>[] to = buffers.Result;
        Judge judge = Judges.Copy(what.Operation);
        return
        [
            Copy<SpanCopyLoop<T>>("Span.CopyTo", nonTemporal: false),
            Copy<VectorCopyLoop<T>>("vectors", nonTemporal: false),
            Copy<VectorCopyLoop<T>>("non-temporal", nonTemporal: true),
            Copy<AskingAheadLoop<T, VectorCopyLoop<T>>>("non-temporal, asking ahead", nonTemporal: true),
        ];

        Contender Copy<TLoop>(string detail, bool nonTemporal)
            where TLoop : struct, IRowLoop =>
            new(Library, detail, what.Bytes, set => host.Run<T, TLoop>(from[set], from[set], to[set], nonTemporal), judge) { IsCeiling = true };
    }

    private static Contender[] HostSums<T>(Case what, CaseBuffers<T> buffers, HostEngine host)
        where T : unmanaged
    {
        DeviceMatrix<T>[] left = buffers.S, right = buffers.OutputGradient, to = buffers.Result;
        Judge judge = what.ElementType.Bytes == sizeof(ushort) ? Judges.SumOfBits : Judges.Sum(what.ElementType);
        return
        [
            Sum<AddLoop<T>>("sum, vectors", nonTemporal: false),
            Sum<AddLoop<T>>("sum, non-temporal", nonTemporal: true),
            Sum<AskingAheadLoop<T, AddLoop<T>>>("sum, non-temporal, asking ahead", nonTemporal: true),
        ];

        Contender Sum<TLoop>(string detail, bool nonTemporal)
            where TLoop : struct, IRowLoop =>
            new(Library, detail, what.Bytes, set => host.Run<T, TLoop>(left[set], right[set], to[set], nonTemporal), judge) { IsCeiling = true };
    }

    private static Contender DeviceCopy<T>(Case what, CaseBuffers<T> buffers)
        where T : unmanaged
    {
        DeviceMatrix<T>[] from = what.Operation == Operation.Forward ? buffers.X : buffers.S;
        Accelerator accelerator = ((IlgpuDevice)buffers.Device).Accelerator;
        long bytes = 2 * what.Elements * what.ElementType.Bytes;
        return new Contender(Library, "device to device", bytes, Copy, Judges.Copy(what.Operation)) { IsCeiling = true };

        void Copy(int set) =>
            View(from[set].Slice, what).CopyTo(accelerator.DefaultStream, View(buffers.Result[set].Slice, what));
    }

    private static ArrayView<byte> View(MatrixSlice slice, Case what) =>
        ((IlgpuBuffer)slice.Buffer).View<byte>(slice.Offset * what.ElementType.Bytes, slice.Length * what.ElementType.Bytes);

    private static Contender DeviceSum<T>(Case what, CaseBuffers<T> buffers)
        where T : unmanaged =>
        new(
            Library,
            "sum",
            what.Bytes,
            set => Launch.Zip<T, Sum>(new(buffers.S[set]), new(buffers.OutputGradient[set]), new(buffers.Result[set])),
            Judges.Sum(what.ElementType))
        {
            IsCeiling = true,
        };
}
