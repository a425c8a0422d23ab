using System.Runtime.Intrinsics;

namespace GpuSigmoid.Numerics;

/// <summary>
/// 32 values of a 2-byte type on their way through an operation, half of it done: the other half waits for the first, and the next vector's first
/// half goes between them.
/// </summary>
/// <param name="Input">The values.</param>
/// <param name="Even">What the operation has made of the even ones.</param>
/// <param name="Odd">What it has made of the odd ones.</param>
internal readonly record struct StartedVector(Vector512<ushort> Input, Vector512<float> Even, Vector512<float> Odd);
