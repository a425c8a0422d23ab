using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GpuSigmoid.Training;

namespace GpuSigmoid.Cpu;

/// <summary>
/// A matrix product on the CPU, cut into tiles of rows and of two vectors of columns. A tile's sums stay in its scratch until they are
/// whole: cutting the depth into blocks, for the caches, does not change the order of <see cref="PlainProduct"/>. Strides count bytes.
/// </summary>
internal unsafe struct CpuProduct
{
    private const int RowsPerTile = 64;
    private const int RowsAtOnce = 4;
    private const int DepthPerBlock = 256;
    private const int PanelBytes = 64;

    public byte* Left, Right, Product;
    public long LeftRowStride, LeftColumnStride, RightRowStride, RightColumnStride, ProductRowStride;
    public long Rows, Columns, Depth;

    public readonly long Tiles<TVector>()
        where TVector : struct, IProductVector<TVector> =>
        (Rows + RowsPerTile - 1) / RowsPerTile * Panels<TVector>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void RunTile<TVector>(long tile)
        where TVector : struct, IProductVector<TVector>
    {
        int size = TVector.SizeInBytes;
        long panels = Panels<TVector>();
        long row = tile / panels * RowsPerTile, column = tile % panels * (PanelBytes / size);
        int rows = (int)Math.Min(RowsPerTile, Rows - row);
        int columns = (int)Math.Min(PanelBytes / size, Columns - column);
        byte* sums = stackalloc byte[RowsPerTile * PanelBytes];
        byte* packed = stackalloc byte[DepthPerBlock * PanelBytes];
        NativeMemory.Clear(sums, RowsPerTile * PanelBytes);
        for (long k = 0; k < Depth; k += DepthPerBlock)
        {
            int depth = (int)Math.Min(DepthPerBlock, Depth - k);
            byte* panel = Right + k * RightRowStride + column * RightColumnStride;
            long panelStride = RightRowStride;
            if (columns * size < PanelBytes || RightColumnStride != size)
            {
                Pack<TVector>(panel, depth, columns, packed);
                panel = packed;
                panelStride = PanelBytes;
            }
            for (int i = 0; i < rows; i += RowsAtOnce)
            {
                byte* left = Left + (row + i) * LeftRowStride + k * LeftColumnStride;
                AddProducts<TVector>(left, rows - i, panel, panelStride, depth, sums + i * PanelBytes);
            }
        }
        for (int i = 0; i < rows; i++)
        {
            byte* sum = sums + i * PanelBytes;
            TVector.Store(TVector.WithOneNaN(TVector.Load(sum)), sum);
            TVector.Store(TVector.WithOneNaN(TVector.Load(sum + IProductVector<TVector>.Bytes)), sum + IProductVector<TVector>.Bytes);
            Unsafe.CopyBlockUnaligned(Product + (row + i) * ProductRowStride + column * size, sum, (uint)(columns * size));
        }
    }

    private readonly long Panels<TVector>()
        where TVector : struct, IProductVector<TVector>
    {
        long columnsPerPanel = PanelBytes / TVector.SizeInBytes;
        return (Columns + columnsPerPanel - 1) / columnsPerPanel;
    }

    /// <summary>Four rows of sums, each two vectors, over a block of the depth. Rows that are not there repeat the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddProducts<TVector>(byte* left, int rows, byte* panel, long panelStride, int depth, byte* sums)
        where TVector : struct, IProductVector<TVector>
    {
        const int Half = IProductVector<TVector>.Bytes;
        byte* left1 = left + Math.Min(1, rows - 1) * LeftRowStride;
        byte* left2 = left + Math.Min(2, rows - 1) * LeftRowStride;
        byte* left3 = left + Math.Min(3, rows - 1) * LeftRowStride;
        TVector sum00 = TVector.Load(sums), sum01 = TVector.Load(sums + Half);
        TVector sum10 = TVector.Load(sums + PanelBytes), sum11 = TVector.Load(sums + PanelBytes + Half);
        TVector sum20 = TVector.Load(sums + 2 * PanelBytes), sum21 = TVector.Load(sums + 2 * PanelBytes + Half);
        TVector sum30 = TVector.Load(sums + 3 * PanelBytes), sum31 = TVector.Load(sums + 3 * PanelBytes + Half);
        long at = 0, step = LeftColumnStride;
        for (; depth > 0; depth--)
        {
            TVector right0 = TVector.Load(panel), right1 = TVector.Load(panel + Half);
            TVector factor = TVector.Broadcast(left + at);
            sum00 = TVector.FusedMultiplyAdd(factor, right0, sum00);
            sum01 = TVector.FusedMultiplyAdd(factor, right1, sum01);
            factor = TVector.Broadcast(left1 + at);
            sum10 = TVector.FusedMultiplyAdd(factor, right0, sum10);
            sum11 = TVector.FusedMultiplyAdd(factor, right1, sum11);
            factor = TVector.Broadcast(left2 + at);
            sum20 = TVector.FusedMultiplyAdd(factor, right0, sum20);
            sum21 = TVector.FusedMultiplyAdd(factor, right1, sum21);
            factor = TVector.Broadcast(left3 + at);
            sum30 = TVector.FusedMultiplyAdd(factor, right0, sum30);
            sum31 = TVector.FusedMultiplyAdd(factor, right1, sum31);
            panel += panelStride;
            at += step;
        }
        TVector.Store(sum00, sums);
        TVector.Store(sum01, sums + Half);
        TVector.Store(sum10, sums + PanelBytes);
        TVector.Store(sum11, sums + PanelBytes + Half);
        TVector.Store(sum20, sums + 2 * PanelBytes);
        TVector.Store(sum21, sums + 2 * PanelBytes + Half);
        TVector.Store(sum30, sums + 3 * PanelBytes);
        TVector.Store(sum31, sums + 3 * PanelBytes + Half);
    }

    /// <summary>Makes a panel's rows follow each other, zeros standing where the matrix has ended.</summary>
    private readonly void Pack<TVector>(byte* right, int depth, int columns, byte* packed)
        where TVector : struct, IProductVector<TVector>
    {
        int size = TVector.SizeInBytes;
        if (columns * size < PanelBytes)
            NativeMemory.Clear(packed, (nuint)(depth * PanelBytes));
        for (int column = 0; column < columns; column++)
        {
            byte* from = right + column * RightColumnStride;
            byte* to = packed + column * size;
            for (int k = 0; k < depth; k++)
            {
                if (size == sizeof(float))
                    *(uint*)to = *(uint*)from;
                else
                    *(ulong*)to = *(ulong*)from;
                from += RightRowStride;
                to += PanelBytes;
            }
        }
    }
}
