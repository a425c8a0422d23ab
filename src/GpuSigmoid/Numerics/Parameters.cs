using System.Runtime.InteropServices;

namespace GpuSigmoid.Numerics;

/// <summary>Numbers that are the same for all elements; what each means is its operation's to say.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Parameters(double First, double Second, double Third);
