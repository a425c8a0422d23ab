using System.Numerics;
using System.Runtime.CompilerServices;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

/// <summary>
/// Vectors of results some of whose elements an operation's pipeline left: they wait here until there are enough such elements for whole blocks,
/// and are stored when they are complete. What was stored past the caches would have to be read again for a single element.
/// </summary>
/// <typeparam name="TElement">The elements.</typeparam>
internal unsafe struct LeftVectors<TElement>
    where TElement : struct, IVectorElement
{
    /// <summary>More elements than these of one vector are not worth gathering.</summary>
    public const int MostOfVector = 4;

    private const int Enough = 4 * IVectorElement.BlockLength;

    /// <summary>Elements, and so vectors, when enough but one are followed by a whole vector.</summary>
    private const int Capacity = Enough - 1 + IVectorElement.BlockLength;

    private const int LargestVector = 64;

    private fixed byte _inputs[(Capacity + IVectorElement.BlockLength) * sizeof(double)];
    private fixed byte _vectors[Capacity * LargestVector];
    private fixed int _places[Capacity];
    private fixed long _outputs[Capacity];
    private int _elementCount;
    private int _vectorCount;

    /// <summary>Whether they are to be completed before more are added.</summary>
    public readonly bool AreEnough => _elementCount >= Enough;

    /// <summary>None, whatever the memory held before: to clear all of it would take longer than a short row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MakeEmpty(out LeftVectors<TElement> left)
    {
        Unsafe.SkipInit(out left);
        left._elementCount = 0;
        left._vectorCount = 0;
    }

    /// <summary>Takes a vector.</summary>
    /// <param name="results">Its results.</param>
    /// <param name="input">Its inputs.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="left">A bit for each element that is left, the lowest for the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TVector>(TVector results, byte* input, byte* output, uint left)
        where TVector : unmanaged
    {
        int vector = _vectorCount * sizeof(TVector);
        Unsafe.WriteUnaligned(ref _vectors[vector], results);
        _outputs[_vectorCount] = (long)output;
        _vectorCount++;
        for (; left != 0; left &= left - 1)
        {
            int i = BitOperations.TrailingZeroCount(left) * TElement.SizeInBytes;
            Unsafe.CopyBlockUnaligned(ref _inputs[_elementCount * TElement.SizeInBytes], ref input[i], (uint)TElement.SizeInBytes);
            _places[_elementCount] = vector + i;
            _elementCount++;
        }
    }

    /// <summary>Runs what is left through the operation and stores the vectors.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Complete<TOperation, TStore, TVector>()
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TVector : unmanaged
    {
        fixed (byte* inputs = _inputs, vectors = _vectors)
        {
            for (int i = 0; i < _elementCount; i += IVectorElement.BlockLength)
                Block<TElement>.Map<TOperation, CachedStore>(inputs + i * TElement.SizeInBytes, inputs + i * TElement.SizeInBytes);
            for (int i = 0; i < _elementCount; i++)
                Unsafe.CopyBlockUnaligned(vectors + _places[i], inputs + i * TElement.SizeInBytes, (uint)TElement.SizeInBytes);
            for (int i = 0; i < _vectorCount; i++)
                VectorStore.Store<TStore, TVector>(Unsafe.ReadUnaligned<TVector>(vectors + i * sizeof(TVector)), (byte*)_outputs[i]);
        }
        _elementCount = 0;
        _vectorCount = 0;
    }
}
