using System.Reflection;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>Tells ILGPU's backends what to emit for the operations of the lanes.</summary>
internal static class IntrinsicRegistration
{
    public static void AddTo(IntrinsicImplementationManager manager)
    {
        foreach (Type arithmetic in (Type[])[typeof(Float32Arithmetic), typeof(Float64Arithmetic)])
        {
            foreach (MethodInfo operation in arithmetic.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                manager.RegisterMethod(
                    operation, new PTXIntrinsic(typeof(PtxInstructions), operation.Name, IntrinsicImplementationMode.GenerateCode));
                manager.RegisterMethod(
                    operation, new CLIntrinsic(typeof(OpenCLStatements), operation.Name, IntrinsicImplementationMode.GenerateCode));
            }
        }
    }
}
