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
    /// <para>
    /// float, <see cref="Half"/> and <see cref="BFloat16"/>: correctly rounded. double: within 0.51 ULP. x = ±0 gives ±0.5, x = ±∞ gives ±0.
    /// </para>
    /// <para>
    /// |c| is at most 1/2, which leaves the highest bit of the exponent free. Where |c| is greater than the smallest normal number and than
    /// S(−|x|), that bit is set: what is stored is c · 2^128 in float and <see cref="BFloat16"/>, c · 2^16 in <see cref="Half"/>, c · 2^1024 in
    /// double. So the cache holds one binary digit of S(−|x|) more than the type has.
    /// </para>
    /// </remarks>
    /// <param name="input">x.</param>
    /// <param name="tail">Takes c, marked thus; the shape of x. May be the input itself.</param>
    /// <typeparam name="T">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="DeviceMismatchException">The devices differ.</exception>
    /// <exception cref="ArgumentException">The two overlap in part.</exception>
    /// <exception cref="ObjectDisposedException">A matrix or the device was disposed of.</exception>
    public static void ForwardTail<T>(DeviceMatrix<T> input, DeviceMatrix<T> tail)
        where T : unmanaged =>
        Launch.Map<T, ForwardTail<Forward>>(new(input), new(tail));

    /// <summary>
    /// dx = dy · m · (1 − m), the gradient of the loss with respect to x, from the cached result c of <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/>:
    /// m is |c|, moved into the middle of the half of its rounding interval in which S(−|x|) lies.
    /// </summary>
    /// <remarks>
    /// <para>
    /// As exact a function of m and dy as <see cref="Backward{T}(DeviceMatrix{T}, DeviceMatrix{T}, DeviceMatrix{T})"/> is of S and dy: both
    /// 2-byte types correctly rounded, float and double within 0.502 ULP.
    /// </para>
    /// <para>
    /// dx is within 1 ULP of the true S′(x) · dy, for every x whose c is a normal number, on both sides, in double within 1.022. Below the
    /// normal range, from |x| = 87.3 in float on, c is off by half of the smallest subnormal number: up to |dy| = 1 dx is within 1 ULP there
    /// too, a larger dy makes more of it.
    /// </para>
    /// </remarks>
    /// <param name="tail">c, as ForwardTail gave it; what that cannot give has no meaning here.</param>
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

    /// <summary>
    /// S from the result c of <see cref="ForwardTail{T}(DeviceMatrix{T}, DeviceMatrix{T})"/>: |c| where c is negative (−0 is), elsewhere 1 − m, m
    /// being |c| moved to where S(−|x|) lies, as for BackwardTail.
    /// </summary>
    /// <remarks>
    /// The bits that <see cref="Forward"/> gives for x, in double for x &lt; 0; for x ≥ 0 double is within 0.63 ULP of S(x).
    /// </remarks>
    /// <param name="tail">c, as ForwardTail gave it; what that cannot give has no meaning here.</param>
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
