using ILGPU;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Values;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>
/// The PTX of <see cref="NarrowConversion"/>. Rounding is to nearest, ties to even, subnormal results included; a NaN comes out as 7FFF,
/// which is then replaced by the one that every device gives.
/// </summary>
internal static class PtxConversions
{
    public static void DecodeHalf(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        MethodCall call = (MethodCall)value;
        PTXRegisterAllocator.PrimitiveRegister bits = generator.LoadPrimitive(call[0]);
        PTXRegisterAllocator.HardwareRegister half = generator.AllocateRegister(BasicValueType.Int16, PTXRegisterKind.Int16);
        PtxInstructions.Emit(generator, "cvt.u16.u32", half, bits);
        PtxInstructions.Emit(generator, "cvt.f32.f16", generator.AllocateHardware(call), half);
        generator.FreeRegister(half);
    }

    public static void EncodeHalf(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Encode(generator, (MethodCall)value, "cvt.rn.f16.f32", 0x7E00);

    /// <summary>From compute capability 8.0.</summary>
    public static void EncodeBFloat16(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Encode(generator, (MethodCall)value, "cvt.rn.bf16.f32", 0x7FC0);

    private static void Encode(PTXCodeGenerator generator, MethodCall call, string conversion, long notANumber)
    {
        PTXRegisterAllocator.PrimitiveRegister input = generator.LoadPrimitive(call[0]);
        PTXRegisterAllocator.HardwareRegister narrow = generator.AllocateRegister(BasicValueType.Int16, PTXRegisterKind.Int16);
        PTXRegisterAllocator.HardwareRegister isNumber = generator.AllocateRegister(BasicValueType.Int1, PTXRegisterKind.Predicate);
        PTXRegisterAllocator.HardwareRegister result = generator.AllocateHardware(call);
        PtxInstructions.Emit(generator, conversion, narrow, input);
        PtxInstructions.Emit(generator, "cvt.u32.u16", result, narrow);
        PtxInstructions.Emit(generator, "setp.eq.f32", isNumber, input, input);
        using (PTXCodeGenerator.CommandEmitter command = generator.BeginCommand("selp.b32"))
        {
            command.AppendArgument(result);
            command.AppendArgument(result);
            command.AppendConstant(notANumber);
            command.AppendArgument(isNumber);
        }

        generator.FreeRegister(isNumber);
        generator.FreeRegister(narrow);
    }
}
