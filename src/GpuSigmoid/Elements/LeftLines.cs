using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

/// <summary>
/// Lines of results some of whose elements an operation's pipeline left: they wait here until there are enough such elements for whole blocks, and
/// are stored when they are complete. What was stored past the caches would have to be read again for a single element.
/// </summary>
/// <typeparam name="TElement">The elements.</typeparam>
internal unsafe struct LeftLines<TElement>
    where TElement : struct, IVectorElement
{
    /// <summary>More elements than these of one line are not worth gathering.</summary>
    public const int MostOfLine = 4;

    private const int Enough = 4 * IVectorElement.BlockLength;

    /// <summary>Elements, and so lines at most, when all but one of enough are followed by a whole line.</summary>
    private const int Capacity = Enough - 1 + IVectorElement.BlockLength;

    private fixed byte _inputs[(Capacity + IVectorElement.BlockLength) * sizeof(double)];
    private fixed byte _lines[Capacity * CacheLine.SizeInBytes];
    private fixed int _places[Capacity];
    private fixed long _outputs[Capacity];
    private int _elementCount;
    private int _lineCount;

    /// <summary>Whether they are to be completed before more are added.</summary>
    public readonly bool AreEnough => _elementCount >= Enough;

    /// <summary>None, whatever the memory held before: to clear all of it would take longer than a short row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MakeEmpty(out LeftLines<TElement> left)
    {
        Unsafe.SkipInit(out left);
        left._elementCount = 0;
        left._lineCount = 0;
    }

    /// <summary>Takes a line.</summary>
    /// <param name="lower">Its results, or the lower half of them.</param>
    /// <param name="upper">The upper half where vectors are half as long as lines.</param>
    /// <param name="input">Its inputs.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="left">A bit for each element that is left, the lowest for the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TVector>(TVector lower, TVector upper, byte* input, byte* output, uint left)
        where TVector : unmanaged
    {
        int line = _lineCount * CacheLine.SizeInBytes;
        Unsafe.WriteUnaligned(ref _lines[line], lower);
        if (sizeof(TVector) < CacheLine.SizeInBytes)
            Unsafe.WriteUnaligned(ref _lines[line + sizeof(TVector)], upper);
        _outputs[_lineCount] = (long)output;
        _lineCount++;
        for (; left != 0; left &= left - 1)
        {
            int i = BitOperations.TrailingZeroCount(left) * TElement.SizeInBytes;
            Unsafe.CopyBlockUnaligned(ref _inputs[_elementCount * TElement.SizeInBytes], ref input[i], (uint)TElement.SizeInBytes);
            _places[_elementCount] = line + i;
            _elementCount++;
        }
    }

    /// <summary>Runs what is left through the operation and stores the lines.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Complete<TOperation, TStore>()
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
    {
        fixed (byte* inputs = _inputs, lines = _lines)
        {
            for (int i = 0; i < _elementCount; i += IVectorElement.BlockLength)
                Block<TElement>.Map<TOperation, CachedStore>(inputs + i * TElement.SizeInBytes, inputs + i * TElement.SizeInBytes);
            for (int i = 0; i < _elementCount; i++)
                Unsafe.CopyBlockUnaligned(lines + _places[i], inputs + i * TElement.SizeInBytes, (uint)TElement.SizeInBytes);
            for (int i = 0; i < _lineCount; i++)
                TStore.Store(Vector512.Load(lines + i * CacheLine.SizeInBytes), (byte*)_outputs[i]);
        }
        _elementCount = 0;
        _lineCount = 0;
    }
}
