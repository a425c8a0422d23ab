using GpuSigmoid.Numerics;

namespace GpuSigmoid.Elements;

/// <summary>A 2-byte type: decoded to float32, computed so that one rounding remains, and rounded once.</summary>
/// <typeparam name="TFormat">The type's format.</typeparam>
internal readonly partial struct NarrowElement<TFormat> : IElement<ushort>
    where TFormat : struct, IPackedFormat;
