namespace GpuSigmoid.Cpu;

/// <summary>How far one loop runs before the next takes over what it left in the nearest cache.</summary>
internal static class Stretch
{
    /// <summary>In elements: whole groups of blocks, and short enough for the inputs, outputs and scratch of any type.</summary>
    public const int Length = 512;
}
