using ILGPU;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Values;
using ILGPU.Runtime.Cuda;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The PTX of <see cref="Float32Arithmetic"/> and <see cref="Float64Arithmetic"/>. The explicit <c>.rn</c> matters: the driver may fuse a
/// product and a sum that carry none. <c>setp.lt</c> and <c>setp.eq</c> are ordered: false where an operand is NaN.
/// </summary>
internal static class PtxInstructions
{
    public static void Add(PTXBackend backend, PTXCodeGenerator generator, Value value) => Emit(generator, value, "add.rn");

    public static void Subtract(PTXBackend backend, PTXCodeGenerator generator, Value value) => Emit(generator, value, "sub.rn");

    public static void Multiply(PTXBackend backend, PTXCodeGenerator generator, Value value) => Emit(generator, value, "mul.rn");

    public static void FusedMultiplyAdd(PTXBackend backend, PTXCodeGenerator generator, Value value) => Emit(generator, value, "fma.rn");

    public static void ApproximateReciprocal(PTXBackend backend, PTXCodeGenerator generator, Value value) => Emit(generator, value, "rcp.rn");

    public static void WhereLess(PTXBackend backend, PTXCodeGenerator generator, Value value) => EmitSelect(generator, value, "setp.lt");

    public static void WhereEqual(PTXBackend backend, PTXCodeGenerator generator, Value value) => EmitSelect(generator, value, "setp.eq");

    /// <summary>From compute capability 8.0 there are a minimum and a maximum that keep a NaN; before, they drop it.</summary>
    public static void Clamp(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister[] operands = Operands(generator, call);
        PTXRegisterAllocator.HardwareRegister result = generator.AllocateHardware(call);
        if (backend.Architecture >= CudaArchitecture.SM_80)
        {
            Emit(generator, "max.NaN.f32", result, operands[0], operands[1]);
            Emit(generator, "min.NaN.f32", result, result, operands[2]);
            return;
        }

        PTXRegisterAllocator.HardwareRegister condition = generator.AllocateRegister(BasicValueType.Int1, PTXRegisterKind.Predicate);
        Emit(generator, "setp.lt.f32", condition, operands[2], operands[0]);
        Emit(generator, "selp.f32", result, operands[2], operands[0], condition);
        Emit(generator, "setp.lt.f32", condition, operands[0], operands[1]);
        Emit(generator, "selp.f32", result, operands[1], result, condition);
        generator.FreeRegister(condition);
    }

    private static void Emit(PTXCodeGenerator generator, Value value, string operation)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister[] operands = Operands(generator, call);
        Emit(generator, operation + Suffix(call), [generator.AllocateHardware(call), .. operands]);
    }

    private static void EmitSelect(PTXCodeGenerator generator, Value value, string comparison)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister[] operands = Operands(generator, call);
        PTXRegisterAllocator.HardwareRegister result = generator.AllocateHardware(call);
        PTXRegisterAllocator.HardwareRegister condition = generator.AllocateRegister(BasicValueType.Int1, PTXRegisterKind.Predicate);
        Emit(generator, comparison + Suffix(call), condition, operands[0], operands[1]);
        Emit(generator, "selp" + Suffix(call), result, operands[2], operands[3], condition);
        generator.FreeRegister(condition);
    }

    /// <summary>Writes one instruction.</summary>
    internal static void Emit(
        PTXCodeGenerator generator, string operation, params ReadOnlySpan<PTXRegisterAllocator.PrimitiveRegister> registers)
    {
        using PTXCodeGenerator.CommandEmitter command = generator.BeginCommand(operation);
        foreach (PTXRegisterAllocator.PrimitiveRegister register in registers)
            command.AppendArgument(register);
    }

    private static PTXRegisterAllocator.PrimitiveRegister[] Operands(PTXCodeGenerator generator, MethodCall call)
    {
        PTXRegisterAllocator.PrimitiveRegister[] operands = new PTXRegisterAllocator.PrimitiveRegister[call.Count];
        for (int i = 0; i < operands.Length; ++i)
            operands[i] = generator.LoadPrimitive(call[i]);
        return operands;
    }

    private static string Suffix(MethodCall call) => call.BasicValueType == BasicValueType.Float64 ? ".f64" : ".f32";
}
