using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

// What .NET takes where it runs the GPUs' kernels: the same arithmetic as a GPU's thread, the elements of a pack at a time.
internal partial interface IElement<TBits>
{
    /// <summary><see cref="ComputePack"/> in vectors.</summary>
    static abstract Pack ComputePackInVectors<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula;

    /// <summary><see cref="ZipPairPack"/> in vectors.</summary>
    static abstract Both<Pack> ZipPairPackInVectors<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation;
}
