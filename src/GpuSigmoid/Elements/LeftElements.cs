using System.Numerics;
using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

/// <summary>
/// Elements of float32 that an operation's pipeline left: their inputs, and where their results go. There are few, and a block of them is
/// computed in the time that each would take by itself.
/// </summary>
internal unsafe struct LeftElements
{
    /// <summary>More than these of one vector are not worth gathering.</summary>
    public const int MostOfVector = 4;

    /// <summary>So many are gathered that the wait for stores under way, before theirs, does not count.</summary>
    private const int Enough = 8 * IVectorElement.BlockLength;

    private const int Capacity = Enough - 1 + MostOfVector;

    private fixed float _inputs[Capacity + IVectorElement.BlockLength];
    private fixed long _outputs[Capacity];
    private int _count;

    /// <summary>Whether they are to be run before more are added.</summary>
    public readonly bool AreEnough => _count >= Enough;

    /// <summary>None, whatever the memory held before: to clear all of it would take longer than a short row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MakeEmpty(out LeftElements left)
    {
        Unsafe.SkipInit(out left);
        left._count = 0;
    }

    /// <summary>Takes the inputs of the elements that have a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte* input, byte* output, uint left)
    {
        for (; left != 0; left &= left - 1)
        {
            int i = BitOperations.TrailingZeroCount(left);
            _inputs[_count] = ((float*)input)[i];
            _outputs[_count] = (long)(output + i * sizeof(float));
            _count++;
        }
    }

    /// <summary>Runs them through the operation and stores their results.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Run<TOperation>()
        where TOperation : struct, IMapOperation
    {
        if (_count == 0)
            return;
        fixed (float* inputs = _inputs)
        {
            for (int i = 0; i < _count; i += IVectorElement.BlockLength)
                Block<Float32Element>.Map<TOperation, CachedStore>((byte*)(inputs + i), (byte*)(inputs + i));
            // Stores past the caches, which may be under way to the same places, are not ordered before these by themselves.
            Interlocked.MemoryBarrier();
            for (int i = 0; i < _count; i++)
                *(float*)_outputs[i] = inputs[i];
        }
        _count = 0;
    }
}
