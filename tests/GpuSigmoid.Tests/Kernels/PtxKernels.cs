using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using GpuSigmoid.Training;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

/// <summary>The kernels that a CUDA device runs, and the architectures that they are written for.</summary>
internal static class PtxKernels
{
    public static IReadOnlyList<(string Name, Type Kernel, int ElementsPerPack)> All { get; } =
    [
        .. Map<Forward>("Forward"),
        .. Map<Derivative>("Derivative"),
        .. Map<ForwardTail<Forward>>("ForwardTail"),
        .. Map<OutputFromTail>("OutputFromTail"),
        ("ForwardThroughFloat32 float32",
            typeof(ElementwiseKernel<Float32Element, uint, MapFormula<ForwardThroughFloat32>, SideBySide>), 4),
        ("ForwardTailThroughFloat32 float32",
            typeof(ElementwiseKernel<Float32Element, uint, MapFormula<ForwardTail<ForwardThroughFloat32>>, SideBySide>), 4),
        .. Zip<BackwardTail>("BackwardTail"),
        .. Zip<Backward>("Backward"),
        .. Zip<AfterAdd<Forward>>("ForwardBias"),
        .. Ternary<ThenAdd<Backward>>("BackwardAdd"),
        .. Zip<AfterAdd<ForwardTail<Forward>>>("ForwardBiasTail"),
        .. Ternary<ThenAdd<BackwardTail>>("BackwardTailAdd"),
        .. Ternary<OutputSecondGradient>("OutputSecondGradient"),
        .. Parametric<LogisticForward>("ForwardLogistic"),
        .. Parametric<LogisticBackward>("BackwardLogistic"),
    ];

    /// <summary>Kernels of other forms: with a thread for each column, or with two results; and those of the trainer.</summary>
    public static IReadOnlyList<(string Name, Type Kernel)> Others { get; } =
    [
        ("BackwardBias float32", typeof(ZipSumKernel<Float32Element, uint, Backward>)),
        ("BackwardBias float64", typeof(ZipSumKernel<Float64Element, ulong, Backward>)),
        ("BackwardBias float16", typeof(ZipSumKernel<NarrowElement<HalfFormat>, ushort, Backward>)),
        ("BackwardBias bfloat16", typeof(ZipSumKernel<NarrowElement<BFloat16Format>, ushort, Backward>)),
        ("BackwardBiasTail float32", typeof(ZipSumKernel<Float32Element, uint, BackwardTail>)),
        ("BackwardBiasTail bfloat16", typeof(ZipSumKernel<NarrowElement<BFloat16Format>, ushort, BackwardTail>)),
        ("ForwardLoss float32", typeof(ZipPairKernel<Float32Element, uint, CrossEntropy, SideBySide>)),
        ("ForwardLoss float64", typeof(ZipPairKernel<Float64Element, ulong, CrossEntropy, SideBySide>)),
        ("ForwardLoss bfloat16", typeof(ZipPairKernel<NarrowElement<BFloat16Format>, ushort, CrossEntropy, SideBySide>)),
        ("OutputAndTail float32", typeof(ZipPairKernel<Float32Element, uint, OutputAndTail<Forward>, SideBySide>)),
        ("OutputAndTailThroughFloat32 float32",
            typeof(ZipPairKernel<Float32Element, uint, OutputAndTail<ForwardThroughFloat32>, SideBySide>)),
        ("OutputAndTail float64", typeof(ZipPairKernel<Float64Element, ulong, OutputAndTail<Forward>, SideBySide>)),
        ("OutputAndTail float16", typeof(ZipPairKernel<NarrowElement<HalfFormat>, ushort, OutputAndTail<Forward>, SideBySide>)),
        ("OutputAndTailOfSum float32",
            typeof(ZipPairKernel<Float32Element, uint, PairAfterAdd<OutputAndTail<Forward>>, SideBySide>)),
        ("OutputAndTailOfSum bfloat16",
            typeof(ZipPairKernel<NarrowElement<BFloat16Format>, ushort, PairAfterAdd<OutputAndTail<Forward>>, SideBySide>)),
        ("ColumnSums float32", typeof(SumKernel<Float32Element, uint>)),
        ("ColumnSums float64", typeof(SumKernel<Float64Element, ulong>)),
        ("ColumnSums float16", typeof(SumKernel<NarrowElement<HalfFormat>, ushort>)),
        ("ColumnSums bfloat16", typeof(SumKernel<NarrowElement<BFloat16Format>, ushort>)),
        ("LastSum float64", typeof(LastSumKernel<Float64Element, ulong>)),
        ("LastSum float32", typeof(LastSumKernel<Float32Element, uint>)),
        ("LastSum float16", typeof(LastSumKernel<NarrowElement<HalfFormat>, ushort>)),
        ("LastSum bfloat16", typeof(LastSumKernel<NarrowElement<BFloat16Format>, ushort>)),
        ("MatrixProduct float32", typeof(ProductKernel<float, Float32Product>)),
        ("MatrixProduct float64", typeof(ProductKernel<double, Float64Product>)),
        ("DescentStep float32", typeof(ElementwiseKernel<Float32Element, uint, TernaryFormula<FusedProductSum>, SideBySide>)),
        ("DescentStep float64", typeof(ElementwiseKernel<Float64Element, ulong, TernaryFormula<FusedProductSum>, SideBySide>)),
        ("Square float32", typeof(ElementwiseKernel<Float32Element, uint, ZipFormula<ElementwiseProduct>, SideBySide>)),
        ("Subtract float32", typeof(ElementwiseKernel<Float32Element, uint, ZipFormula<Difference>, SideBySide>)),
    ];

    public static IReadOnlyList<CudaArchitecture> Architectures { get; } =
        [CudaArchitecture.SM_75, CudaArchitecture.SM_80, CudaArchitecture.SM_90, new(10, 0), new(12, 0)];

    public static TheoryData<string> OfPacks => [.. All.Select(kernel => kernel.Name)];

    public static TheoryData<string> Names => [.. All.Select(kernel => kernel.Name), .. Others.Select(kernel => kernel.Name)];

    public static Type Named(string name) =>
        All.Select(kernel => (kernel.Name, kernel.Kernel)).Concat(Others).Single(kernel => kernel.Name == name).Kernel;

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Map<TOperation>(string name)
        where TOperation : struct, IMapOperation =>
        Kernels<MapFormula<TOperation>>(name);

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Zip<TOperation>(string name)
        where TOperation : struct, IZipOperation =>
        Kernels<ZipFormula<TOperation>>(name);

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Ternary<TOperation>(string name)
        where TOperation : struct, ITernaryOperation =>
        Kernels<TernaryFormula<TOperation>>(name);

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Parametric<TOperation>(string name)
        where TOperation : struct, IParametricOperation =>
        Kernels<ParametricFormula<TOperation>>(name);

    private static IEnumerable<(string Name, Type Kernel, int ElementsPerPack)> Kernels<TFormula>(string name)
        where TFormula : unmanaged, IFormula =>
    [
        ($"{name} float32", typeof(ElementwiseKernel<Float32Element, uint, TFormula, SideBySide>), 4),
        ($"{name} float64", typeof(ElementwiseKernel<Float64Element, ulong, TFormula, SideBySide>), 2),
        ($"{name} float16", typeof(ElementwiseKernel<NarrowElement<HalfFormat>, ushort, TFormula, SideBySide>), 8),
        ($"{name} bfloat16", typeof(ElementwiseKernel<NarrowElement<BFloat16Format>, ushort, TFormula, SideBySide>), 8),
    ];
}
