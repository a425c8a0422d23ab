using GpuSigmoid.Elements;
using GpuSigmoid.Kernels;
using GpuSigmoid.Numerics;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace GpuSigmoid.Tests.Kernels;

public class PtxProbe
{
    [Fact]
    public void Dump()
    {
        File.WriteAllText("/tmp/scratch/f32.ptx", Ptx.Of(typeof(MapKernel<Float32Element, uint, Forward, SideBySide>), CudaArchitecture.SM_80));
        File.WriteAllText("/tmp/scratch/f64.ptx", Ptx.Of(typeof(MapKernel<Float64Element, ulong, Forward, SideBySide>), CudaArchitecture.SM_120));
        File.WriteAllText("/tmp/scratch/bf.ptx", Ptx.Of(typeof(MapKernel<NarrowElement<BFloat16Format>, ushort, Forward, SideBySide>), CudaArchitecture.SM_90));
        File.WriteAllText("/tmp/scratch/zip.ptx", Ptx.Of(typeof(ZipKernel<NarrowElement<HalfFormat>, ushort, Backward, SideBySide>), CudaArchitecture.SM_75));
    }
}
