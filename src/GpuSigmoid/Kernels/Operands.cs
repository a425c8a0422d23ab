using ILGPU;

namespace GpuSigmoid.Kernels;

/// <summary>A matrix in an accelerator's memory: a view from its first element to its last.</summary>
internal readonly record struct MatrixView<TBits>(ArrayView<TBits> View, long LeadingDimension)
    where TBits : unmanaged
{
    public OperandPlace Place => new(ViewPlaces.AddressOf(View), LeadingDimension);
}

/// <summary>
/// The matrices of an elementwise pass, as many for all. Who takes fewer inputs gives one of them again, which changes nothing and is not
/// read; who has two outputs gives the second in the third input's place.
/// </summary>
internal readonly record struct Operands<TBits>(
    MatrixView<TBits> First, MatrixView<TBits> Second, MatrixView<TBits> Third, MatrixView<TBits> Output)
    where TBits : unmanaged;
