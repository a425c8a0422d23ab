using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>A result and a place that it was added to in one rounding, by <see cref="IPackedFormat.PlaceOf"/>.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Place">The place.</param>
internal readonly record struct PlacedSum(Vector512<float> Sum, Vector512<float> Place);
