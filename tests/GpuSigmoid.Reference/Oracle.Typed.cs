using static System.BitConverter;
using static GpuSigmoid.Reference.FloatFormat;
using static GpuSigmoid.Reference.Operation;

namespace GpuSigmoid.Reference;

public static partial class Oracle
{
    public static double Sigmoid(double x) => UInt64BitsToDouble(Evaluate(Forward, Float64, Bits(x)));

    public static float Sigmoid(float x) => UInt32BitsToSingle((uint)Evaluate(Forward, Float32, Bits(x)));

    public static Half Sigmoid(Half x) => UInt16BitsToHalf((ushort)Evaluate(Forward, Float16, Bits(x)));

    public static ushort SigmoidBFloat16(ushort x) => (ushort)Evaluate(Forward, BFloat16, x);

    public static double Backward(double s, double dy) => UInt64BitsToDouble(Evaluate(Operation.Backward, Float64, Bits(s), Bits(dy)));

    public static float Backward(float s, float dy) => UInt32BitsToSingle((uint)Evaluate(Operation.Backward, Float32, Bits(s), Bits(dy)));

    public static Half Backward(Half s, Half dy) => UInt16BitsToHalf((ushort)Evaluate(Operation.Backward, Float16, Bits(s), Bits(dy)));

    public static ushort BackwardBFloat16(ushort s, ushort dy) => (ushort)Evaluate(Operation.Backward, BFloat16, s, dy);

    public static double Derivative(double s) => UInt64BitsToDouble(Evaluate(Operation.Derivative, Float64, Bits(s)));

    public static float Derivative(float s) => UInt32BitsToSingle((uint)Evaluate(Operation.Derivative, Float32, Bits(s)));

    public static Half Derivative(Half s) => UInt16BitsToHalf((ushort)Evaluate(Operation.Derivative, Float16, Bits(s)));

    public static ushort DerivativeBFloat16(ushort s) => (ushort)Evaluate(Operation.Derivative, BFloat16, s);

    public static double SigmoidErrorInUlp(double x, double result) => ErrorInUlp(Forward, Float64, Bits(x), 0, Bits(result));

    public static double SigmoidErrorInUlp(float x, float result) => ErrorInUlp(Forward, Float32, Bits(x), 0, Bits(result));

    public static double BackwardErrorInUlp(double s, double dy, double result) =>
        ErrorInUlp(Operation.Backward, Float64, Bits(s), Bits(dy), Bits(result));

    public static double BackwardErrorInUlp(float s, float dy, float result) =>
        ErrorInUlp(Operation.Backward, Float32, Bits(s), Bits(dy), Bits(result));

    public static double DerivativeErrorInUlp(double s, double result) =>
        ErrorInUlp(Operation.Derivative, Float64, Bits(s), 0, Bits(result));

    public static double DerivativeErrorInUlp(float s, float result) =>
        ErrorInUlp(Operation.Derivative, Float32, Bits(s), 0, Bits(result));

    private static ulong Bits(double value) => DoubleToUInt64Bits(value);

    private static ulong Bits(float value) => SingleToUInt32Bits(value);

    private static ulong Bits(Half value) => HalfToUInt16Bits(value);
}
