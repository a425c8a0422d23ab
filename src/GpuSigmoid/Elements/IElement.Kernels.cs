using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

internal partial interface IElement<TBits>
{
    /// <summary>operation(input) for one element.</summary>
    static abstract TBits Map<TOperation>(TBits input)
        where TOperation : struct, IMapOperation;

    /// <summary>operation(left, right) for one element.</summary>
    static abstract TBits Zip<TOperation>(TBits left, TBits right)
        where TOperation : struct, IZipOperation;

    /// <summary>operation(first, second, third) for one element.</summary>
    static abstract TBits Ternary<TOperation>(TBits first, TBits second, TBits third)
        where TOperation : struct, ITernaryOperation;

    /// <summary>operation(input) for the elements of a pack.</summary>
    static abstract Pack MapPack<TOperation>(Pack input)
        where TOperation : struct, IMapOperation;

    /// <summary>operation(left, right) for the elements of a pack.</summary>
    static abstract Pack ZipPack<TOperation>(Pack left, Pack right)
        where TOperation : struct, IZipOperation;

    /// <summary>operation(first, second, third) for the elements of a pack.</summary>
    static abstract Pack TernaryPack<TOperation>(Pack first, Pack second, Pack third)
        where TOperation : struct, ITernaryOperation;
}
