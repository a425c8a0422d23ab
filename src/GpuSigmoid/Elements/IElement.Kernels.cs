using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Numerics.Lanes;

namespace GpuSigmoid.Elements;

internal partial interface IElement<TBits>
{
    /// <summary>operation(input) for one element.</summary>
    static abstract TBits Map<TOperation>(TBits input)
        where TOperation : struct, IMapOperation;

    /// <summary>operation(left, right) for one element.</summary>
    static abstract TBits Zip<TOperation>(TBits left, TBits right)
        where TOperation : struct, IZipOperation;

    /// <summary>Both results of operation(left, right) for one element.</summary>
    static abstract Both<TBits> ZipPair<TOperation>(TBits left, TBits right)
        where TOperation : struct, IZipPairOperation;

    /// <summary>operation(first, second, third) for one element.</summary>
    static abstract TBits Ternary<TOperation>(TBits first, TBits second, TBits third)
        where TOperation : struct, ITernaryOperation;

    /// <summary>operation(left, right) with parameters for one element.</summary>
    static abstract TBits Parametric<TOperation>(TBits left, TBits right, in Parameters parameters)
        where TOperation : struct, IParametricOperation;

    /// <summary>The same value as float64: exact.</summary>
    static abstract Float64x1 Widen(TBits value);

    /// <summary>The nearest value of the type, ties to even; every NaN gives the one quiet NaN with no payload.</summary>
    static abstract TBits Round(Float64x1 value);

    /// <summary>The elements of a pack.</summary>
    static abstract int ElementsPerPack { get; }

    /// <summary>The sums and the elements of a pack, widened and added to one sum each.</summary>
    static abstract PackSums AddPack(in PackSums sums, Pack pack);

    /// <summary>operation(input) for the elements of a pack.</summary>
    static abstract Pack MapPack<TOperation>(Pack input)
        where TOperation : struct, IMapOperation;

    /// <summary>operation(left, right) for the elements of a pack.</summary>
    static abstract Pack ZipPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipOperation;

    /// <summary>Both results of operation(left, right) for the elements of a pack.</summary>
    static abstract Both<Pack> ZipPairPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipPairOperation;

    /// <summary>operation(first, second, third) for the elements of a pack.</summary>
    static abstract Pack TernaryPack<TOperation>(Pack first, Pack second, Pack third)
        where TOperation : struct, ITernaryOperation;

    /// <summary>operation(left, right) with parameters for the elements of a pack.</summary>
    static abstract Pack ParametricPack<TOperation>(Pack left, Pack right, in Parameters parameters)
        where TOperation : struct, IParametricOperation;
}
