using ILGPU;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Values;

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

    private static void Emit(PTXCodeGenerator generator, Value value, string operation)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister[] operands = Operands(generator, call);
        PTXRegisterAllocator.HardwareRegister result = generator.AllocateHardware(call);
        using PTXCodeGenerator.CommandEmitter command = generator.BeginCommand(operation + Suffix(call));
        command.AppendArgument(result);
        foreach (PTXRegisterAllocator.PrimitiveRegister operand in operands)
            command.AppendArgument(operand);
    }

    private static void EmitSelect(PTXCodeGenerator generator, Value value, string comparison)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister[] operands = Operands(generator, call);
        PTXRegisterAllocator.HardwareRegister result = generator.AllocateHardware(call);
        PTXRegisterAllocator.HardwareRegister condition = generator.AllocateRegister(BasicValueType.Int1, PTXRegisterKind.Predicate);
        using (PTXCodeGenerator.CommandEmitter command = generator.BeginCommand(comparison + Suffix(call)))
        {
            command.AppendArgument(condition);
            command.AppendArgument(operands[0]);
            command.AppendArgument(operands[1]);
        }

        using (PTXCodeGenerator.CommandEmitter command = generator.BeginCommand("selp" + Suffix(call)))
        {
            command.AppendArgument(result);
            command.AppendArgument(operands[2]);
            command.AppendArgument(operands[3]);
            command.AppendArgument(condition);
        }

        generator.FreeRegister(condition);
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
