using System.Runtime.CompilerServices;
using GpuSigmoid.Elements;
using GpuSigmoid.Numerics;

namespace GpuSigmoid.Cpu;

/// <summary>The CPU engine's loop over two inputs with parameters.</summary>
internal static unsafe class ParametricLoop<TElement, TOperation>
    where TElement : struct, IVectorElement
    where TOperation : struct, IParametricOperation
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* left, byte* right, byte* output, long length, in Parameters parameters)
    {
        int blockInBytes = IVectorElement.BlockLength * TElement.SizeInBytes;
        for (long blocks = length / IVectorElement.BlockLength; blocks > 0; blocks--)
        {
            TElement.Parametric<TOperation>(left, right, output, parameters);
            left += blockInBytes;
            right += blockInBytes;
            output += blockInBytes;
        }
        uint restInBytes = (uint)(length % IVectorElement.BlockLength) * (uint)TElement.SizeInBytes;
        if (restInBytes == 0)
            return;
        const int Largest = IVectorElement.BlockLength * sizeof(double);
        byte* rests = stackalloc byte[2 * Largest];
        new Span<byte>(rests, 2 * Largest).Clear();
        Unsafe.CopyBlockUnaligned(rests, left, restInBytes);
        Unsafe.CopyBlockUnaligned(rests + Largest, right, restInBytes);
        TElement.Parametric<TOperation>(rests, rests + Largest, rests, parameters);
        Unsafe.CopyBlockUnaligned(output, rests, restInBytes);
    }
}
