using System.Runtime.CompilerServices;
using GpuSigmoid.Devices;
using ILGPU;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace GpuSigmoid.Kernels.Intrinsics;

/// <summary>Which ILGPU contexts know the operations of the lanes.</summary>
internal static class PreparedContexts
{
    private static readonly ConditionalWeakTable<IntrinsicImplementationManager, object> Managers = [];

    public static void Prepare(Context.Builder builder)
    {
        NativeLibraries.MakeFindable();
        IntrinsicImplementationManager manager = builder.GetIntrinsicManager();
        if (Managers.TryAdd(manager, manager))
            IntrinsicRegistration.AddTo(manager);
    }

    public static bool Contains(Context context) => Managers.TryGetValue(context.GetIntrinsicManager(), out _);
}
