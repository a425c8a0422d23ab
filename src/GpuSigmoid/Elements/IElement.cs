namespace GpuSigmoid.Elements;

/// <summary>An element type as the engines see it: how its values come out of memory, through an operation, and back.</summary>
/// <typeparam name="TBits">The unsigned integer of the element's size.</typeparam>
internal partial interface IElement<TBits> : IVectorElement
    where TBits : unmanaged
{
}
