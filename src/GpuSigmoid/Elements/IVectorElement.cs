using System.Diagnostics;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

/// <summary>
/// The half of an element type that the CPU engine uses: elements in memory through an operation on SIMD vectors, whose width the lanes decide.
/// <see cref="Block{TElement}"/> runs whole blocks.
/// </summary>
internal unsafe interface IVectorElement
{
    /// <summary>Elements in a block: as many as there are float32 values in 512 bits.</summary>
    const int BlockLength = 16;

    /// <summary>The size of an element.</summary>
    static abstract int SizeInBytes { get; }

    /// <summary>Runs one vector of elements through the operation.</summary>
    static abstract void Map<TOperation, TStore, TFloat32, TFloat64>(byte* input, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>;

    /// <summary>Whether <see cref="TryStartPacked"/> is to be asked first where there are two blocks.</summary>
    static virtual bool MapsPacked<TOperation>()
        where TOperation : struct, IMapOperation =>
        false;

    /// <summary>Runs two blocks through the first half of the operation, or returns false, and they are to be run another way.</summary>
    static virtual bool TryStartPacked<TOperation>(byte* input, out StartedVector started)
        where TOperation : struct, IMapOperation
    {
        started = default;
        return false;
    }

    /// <summary>Runs them through its second half.</summary>
    static virtual void FinishPacked<TOperation, TStore>(in StartedVector started, byte* output)
        where TOperation : struct, IMapOperation
        where TStore : struct, IVectorStore =>
        throw new UnreachableException("Nothing was started.");

    /// <summary>Runs two vectors through the operation.</summary>
    static abstract void Zip<TOperation, TStore, TFloat32, TFloat64>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>;

    /// <summary>Runs two vectors through the operation; either output may lie over either input.</summary>
    static abstract void ZipPair<TOperation, TFirstStore, TSecondStore, TFloat32, TFloat64>(byte* left, byte* right, byte* first, byte* second)
        where TOperation : struct, IZipPairOperation
        where TFirstStore : struct, IVectorStore
        where TSecondStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>;

    /// <summary>Whether <see cref="TryZipPacked"/> is to be asked first where there are two blocks.</summary>
    static virtual bool ZipsPacked<TOperation>()
        where TOperation : struct, IZipOperation =>
        false;

    /// <summary>Runs two blocks of each input through the operation, or returns false, and each is to be run by itself.</summary>
    static virtual bool TryZipPacked<TOperation, TStore>(byte* left, byte* right, byte* output)
        where TOperation : struct, IZipOperation
        where TStore : struct, IVectorStore =>
        false;

    /// <summary>Runs three vectors through the operation.</summary>
    static abstract void Ternary<TOperation, TStore, TFloat32, TFloat64>(byte* first, byte* second, byte* third, byte* output)
        where TOperation : struct, ITernaryOperation
        where TStore : struct, IVectorStore
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>;

    /// <summary>Runs two vectors through the operation with parameters.</summary>
    static abstract void Parametric<TOperation, TFloat32, TFloat64>(byte* left, byte* right, byte* output, in Parameters parameters)
        where TOperation : struct, IParametricOperation
        where TFloat32 : unmanaged, IFloat32Lane<TFloat32>, INarrowVectorLane<TFloat32>
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TFloat32>, IVectorLane<TFloat64>;

    /// <summary>A block as float64 values: exact.</summary>
    static abstract Float64x16 WidenBlock(byte* values);
}
