namespace GpuSigmoid.Elements;

/// <summary>How far a pass's matrices are from the processor, which decides how it reads and stores them.</summary>
internal enum CpuAccess
{
    /// <summary>They may well be in the nearest cache: nothing is asked for ahead.</summary>
    Near,

    /// <summary>They are too large for it: inputs are asked for ahead.</summary>
    Far,

    /// <summary>They are too large for all caches: results are stored past them as well.</summary>
    PastCaches,
}
