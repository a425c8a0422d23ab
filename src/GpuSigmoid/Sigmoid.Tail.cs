using GpuSigmoid.Numerics;

namespace GpuSigmoid;

// The passes of the second cache form, c = copysign(S(−|x|), x): docs/tails.md says what it is for.
public static partial class Sigmoid
{
    /// <summary>
    /// c = copysign(S(−|x|), x): the smaller of S and 1 − S, with the sign of x. Unlike S it does not round to 1, so that
    /// <see cref="BackwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> loses nothing where x is large.
    /// <see cref="OutputFromTail"/> gives S back.
    /// </summary>
    /// <remarks>
    /// float, <see cref="Half"/> and <see cref="BFloat16"/>: correctly rounded. double: within 0.51 ULP. x = ±0 gives ±0.5, x = ±∞ gives ±0.
    /// </remarks>
    /// <param name="input">x.</param>
    /// <param name="tail">Takes c; the shape of x. May be the input itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardTail<T>(DeviceMatrix<T> input, DeviceMatrix<T> tail)
        where T : unmanaged =>
        Launch.Map<T, ForwardTail<Forward>>(new(input), new(tail));

    /// <summary>
    /// dx = dy · |c| · (1 − |c|), the gradient of the loss with respect to x, from the cached result of <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// As exact a function of c and dy as <see cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> is of S and dy: both
    /// 2-byte types correctly rounded, float and double within 0.502 ULP.
    /// </para>
    /// <para>
    /// Together with the one rounding of c, dx is within 2^-23 of the true S′(x) · dy relatively in float, 2^-10 in <see cref="Half"/>, 2^-7
    /// in <see cref="BFloat16"/> and 1.02 · 2^-52 in double: one unit in the last place of 1, for every x whose c is a normal number, on both
    /// sides. (Of the unit of dx's own binade, which is up to half as large, it is up to 1.5.) Below the normal range, from |x| = 87.3 in
    /// float on, c is off by half of the smallest subnormal number, and with dy = 1 dx by no more than that number.
    /// </para>
    /// </remarks>
    /// <param name="tail">c, as ForwardTail gave it.</param>
    /// <param name="outputGradient">dy, the gradient of the loss with respect to S; the shape of c.</param>
    /// <param name="inputGradient">Takes dx; the shape of c. May be either of the others.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The input gradient overlaps another in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void BackwardTail<T>(DeviceMatrix<T> tail, DeviceMatrix<T> outputGradient, DeviceMatrix<T> inputGradient)
        where T : unmanaged =>
        Launch.Zip<T, BackwardTail>(new(tail), new(outputGradient), new(inputGradient));

    /// <summary>S from the result c of <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/>: |c| where c is negative (−0 is), 1 − |c| elsewhere.</summary>
    /// <remarks>
    /// Rounded once. That is what <see cref="Forward"/> gives for x &lt; 0, to the bit; for x ≥ 0 it is within 0.76 ULP of S(x), since c was
    /// rounded before.
    /// </remarks>
    /// <param name="tail">c, as ForwardTail gave it.</param>
    /// <param name="output">Takes S; the shape of c. May be c itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void OutputFromTail<T>(DeviceMatrix<T> tail, DeviceMatrix<T> output)
        where T : unmanaged =>
        Launch.Map<T, OutputFromTail>(new(tail), new(output));
}
