using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal partial interface IElement<TBits>
{
    /// <summary>formula(first, second, third) for one element.</summary>
    static abstract TBits Compute<TFormula>(TBits first, TBits second, TBits third, in TFormula formula)
        where TFormula : unmanaged, IFormula;

    /// <summary>Both results of operation(left, right) for one element.</summary>
    static abstract Both<TBits> ZipPair<TOperation>(TBits left, TBits right)
        where TOperation : struct, IZipPairOperation;

    /// <summary>The same value as float64: exact.</summary>
    static abstract Float64x1 Widen(TBits value);

    /// <summary>The nearest value of the type, ties to even; every NaN gives the one quiet NaN with no payload.</summary>
    static abstract TBits Round(Float64x1 value);

    /// <summary>The elements of a pack.</summary>
    static abstract int ElementsPerPack { get; }

    /// <summary>The sums and the elements of a pack, widened and added to one sum each.</summary>
    static abstract PackSums AddPack(in PackSums sums, Pack pack);

    /// <summary>formula(first, second, third) for the elements of a pack.</summary>
    static abstract Pack ComputePack<TFormula>(Pack first, Pack second, Pack third, in TFormula formula)
        where TFormula : unmanaged, IFormula;

    /// <summary>Both results of operation(left, right) for the elements of a pack.</summary>
    static abstract Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation;
}
