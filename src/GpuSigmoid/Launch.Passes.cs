using GpuSigmoid.Elements;
using GpuSigmoid.Memory;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

internal static partial class Launch
{
    private readonly struct MapPass<TOperation>(SigmoidDevice device, MatrixSlice input, MatrixSlice output) : IElementPass
        where TOperation : struct, IMapOperation
    {
        void IElementPass.Run<TElement, TBits>() => device.Map<TElement, TBits, TOperation>(input, output);
    }

    private readonly struct ZipPass<TOperation>(SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice output) : IElementPass
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits>() => device.Zip<TElement, TBits, TOperation>(left, right, output);
    }

    private readonly struct ParametricPass<TOperation>(
        SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice output, bool adds, Parameters parameters)
        : IElementPass
        where TOperation : struct, IParametricOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            device.Parametric<TElement, TBits, TOperation>(left, right, output, adds, parameters);
    }

    private readonly struct TernaryPass<TOperation>(
        SigmoidDevice device, MatrixSlice first, MatrixSlice second, MatrixSlice third, MatrixSlice output, bool adds)
        : IElementPass
        where TOperation : struct, ITernaryOperation
    {
        void IElementPass.Run<TElement, TBits>() => device.Ternary<TElement, TBits, TOperation>(first, second, third, output, adds);
    }

    private readonly struct ZipPairPass<TOperation>(
        SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice first, MatrixSlice second) : IElementPass
        where TOperation : struct, IZipPairOperation
    {
        void IElementPass.Run<TElement, TBits>() => device.ZipPair<TElement, TBits, TOperation>(left, right, first, second);
    }

    private readonly struct AfterAddPass<TOperation>(SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice output)
        : IElementPass
        where TOperation : struct, IMapOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            device.MapAfterAdd<TElement, TBits, TOperation>(left, right, output);
    }

    private readonly struct PairAfterAddPass<TOperation>(
        SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice first, MatrixSlice second) : IElementPass
        where TOperation : struct, IZipPairOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            device.PairAfterAdd<TElement, TBits, TOperation>(left, right, first, second);
    }

    private readonly struct ThenAddPass<TOperation>(SigmoidDevice device, MatrixSlice left, MatrixSlice right, MatrixSlice output)
        : IElementPass
        where TOperation : struct, IZipOperation
    {
        void IElementPass.Run<TElement, TBits>() =>
            device.Ternary<TElement, TBits, ThenAdd<TOperation>>(left, right, output, output, adds: false);
    }
}
