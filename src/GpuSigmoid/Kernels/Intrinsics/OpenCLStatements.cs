using System.Globalization;
using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.IR;
using ILGPU.IR.Values;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The OpenCL C of <see cref="Float32Arithmetic"/> and <see cref="Float64Arithmetic"/>. Each stands in a block of its own in which
/// contraction is off, so that no compiler fuses a product and a sum. Constants are written as their bits: ILGPU would print 1.0 as the
/// integer 1, and lose the sign of -0.0.
/// </summary>
internal static class OpenCLStatements
{
    public static void Add(CLBackend backend, CLCodeGenerator generator, Value value) => Emit(generator, value, "{0} + {1}");

    public static void Subtract(CLBackend backend, CLCodeGenerator generator, Value value) => Emit(generator, value, "{0} - {1}");

    public static void Multiply(CLBackend backend, CLCodeGenerator generator, Value value) => Emit(generator, value, "{0} * {1}");

    public static void FusedMultiplyAdd(CLBackend backend, CLCodeGenerator generator, Value value) =>
        Emit(generator, value, "fma({0}, {1}, {2})");

    /// <summary>Correctly rounded for float64; for float32 OpenCL allows 2.5 ULP, which one step of Newton's iteration mends.</summary>
    public static void ApproximateReciprocal(CLBackend backend, CLCodeGenerator generator, Value value)
    {
        MethodCall call = (MethodCall)value;
        if (call.BasicValueType == BasicValueType.Float64)
        {
            Emit(generator, value, "1.0 / {0}");
            return;
        }

        CLCodeGenerator.Variable result = Emit(generator, value, "1.0f / {0}");
        Append(generator, result, string.Format(
            CultureInfo.InvariantCulture, "fma(fma(-{0}, {1}, 1.0f), {0}, {0})", result, Operand(generator, call, 0)));
    }

    public static void WhereLess(CLBackend backend, CLCodeGenerator generator, Value value) =>
        Emit(generator, value, "({0} < {1}) ? {2} : {3}");

    public static void WhereEqual(CLBackend backend, CLCodeGenerator generator, Value value) =>
        Emit(generator, value, "({0} == {1}) ? {2} : {3}");

    /// <summary>A minimum, then a maximum, each of which compilers know: one choice within the other they compare and select.</summary>
    public static void Clamp(CLBackend backend, CLCodeGenerator generator, Value value)
    {
        CLCodeGenerator.Variable result = Emit(generator, value, "({2} < {0}) ? {2} : {0}");
        string low = Operand(generator, (MethodCall)value, 1);
        Append(generator, result, $"({result} < {low}) ? {low} : {result}");
    }

    private static CLCodeGenerator.Variable Emit(CLCodeGenerator generator, Value value, string expression)
    {
        MethodCall call = (MethodCall)value;
        object[] operands = new object[call.Count];
        for (int i = 0; i < operands.Length; ++i)
            operands[i] = Operand(generator, call, i);
        CLCodeGenerator.Variable result = generator.Allocate(call);
        generator.Declare(result);
        Append(generator, result, string.Format(CultureInfo.InvariantCulture, expression, operands));
        return result;
    }

    private static void Append(CLCodeGenerator generator, CLCodeGenerator.Variable result, string expression) =>
        generator.Builder.Append("\t{\n#pragma OPENCL FP_CONTRACT OFF\n\t")
            .Append(result).Append(" = ").Append(expression).Append(";\n\t}\n");

    private static string Operand(CLCodeGenerator generator, MethodCall call, int index)
    {
        if (call[index].Resolve() is not PrimitiveValue constant)
            return generator.Load(call[index]).ToString()!;
        return constant.BasicValueType == BasicValueType.Float64
            ? string.Create(CultureInfo.InvariantCulture, $"as_double(0x{BitConverter.DoubleToUInt64Bits(constant.Float64Value):X16}UL)")
            : string.Create(CultureInfo.InvariantCulture, $"as_float(0x{BitConverter.SingleToUInt32Bits(constant.Float32Value):X8}U)");
    }
}
