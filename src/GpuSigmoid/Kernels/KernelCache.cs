using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

/// <summary>
/// The kernels that an accelerator has compiled. Each instance of a generic kernel owns a slot, so that finding it again is one array
/// access: no key is built and nothing is allocated.
/// </summary>
internal sealed class KernelCache
{
    private static int SlotsTaken;

    private Delegate?[] _launchers = new Delegate?[16];

    /// <summary>A number that no other kernel has.</summary>
    public static int TakeSlot() => Interlocked.Increment(ref SlotsTaken) - 1;

    /// <summary>The launcher of the kernel, compiled on first use.</summary>
    /// <param name="accelerator">Where the kernel runs.</param>
    /// <param name="slot">The kernel's slot.</param>
    /// <param name="load">Compiles the kernel. It must not capture anything.</param>
    public TLauncher Get<TLauncher>(Accelerator accelerator, int slot, Func<Accelerator, TLauncher> load)
        where TLauncher : Delegate
    {
        if (slot >= _launchers.Length)
            Array.Resize(ref _launchers, Math.Max(slot + 1, 2 * _launchers.Length));
        _launchers[slot] ??= load(accelerator);
        return (TLauncher)_launchers[slot]!;
    }
}
