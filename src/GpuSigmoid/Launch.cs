using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid;

/// <summary>
/// From matrices of an element type to the device's engine: all that can be wrong is found before anything is queued. A pass itself is a
/// struct in the second part, which <see cref="ElementPass"/> gives the element type.
/// </summary>
internal static partial class Launch
{
    /// <summary>output ← operation(input).</summary>
    public static void Map<T, TOperation>(in Argument<T> input, in Argument<T> output)
        where T : unmanaged
        where TOperation : struct, IMapOperation
    {
        CheckInput(input, output);
        Run(output, new MapPass<TOperation>(output.Device, input.Slice, output.Slice));
    }

    /// <summary>output ← operation(left, right).</summary>
    public static void Zip<T, TOperation>(in Argument<T> left, in Argument<T> right, in Argument<T> output)
        where T : unmanaged
        where TOperation : struct, IZipOperation
    {
        CheckInput(left, output);
        CheckInput(right, output);
        Run(output, new ZipPass<TOperation>(output.Device, left.Slice, right.Slice, output.Slice));
    }

    /// <summary>output ← operation(left, right) with parameters, or that, rounded, added to the output.</summary>
    public static void Parametric<T, TOperation>(
        in Argument<T> left, in Argument<T> right, in Argument<T> output, bool adds, in Parameters parameters)
        where T : unmanaged
        where TOperation : struct, IParametricOperation
    {
        CheckInput(left, output);
        CheckInput(right, output);
        Run(output, new ParametricPass<TOperation>(output.Device, left.Slice, right.Slice, output.Slice, adds, parameters));
    }

    private static void CheckInput<T>(in Argument<T> input, in Argument<T> output)
        where T : unmanaged
    {
        input.ThrowIfUnlike(output);
        input.ThrowIfPartlyIn(output);
    }

    private static void Run<T, TPass>(in Argument<T> output, TPass pass)
        where T : unmanaged
        where TPass : struct, IElementPass
    {
        if (output.Slice.Length == 0)
            return;
        ElementPass.Run<T, TPass>(pass);
        SigmoidMetrics.CountLaunch(output.Device);
    }
}
