using GpuSigmoid.Cli.Data;
using GpuSigmoid.Cli.Npy;

namespace GpuSigmoid.Cli.Run;

/// <summary>x and dy as they were given, of one shape.</summary>
internal sealed class RunInput
{
    private readonly NpyMatrix _input;
    private readonly NpyMatrix? _gradient;

    private RunInput(NpyMatrix input, NpyMatrix? gradient, ElementType type)
    {
        _input = input;
        _gradient = gradient;
        Type = type;
    }

    public long Rows => _input.Rows;

    public long Columns => _input.Columns;

    /// <summary>The element type asked for, else the input file's own, else float32.</summary>
    public ElementType Type { get; }

    /// <summary>Reads the files; without an input the digits, standardised.</summary>
    /// <exception cref="BadInputException">A file is no matrix, or the shapes differ.</exception>
    public static RunInput Load(RunOptions options)
    {
        NpyMatrix input = options.Input is null
            ? NpyMatrix.Of(Digits.Rows, Digits.Columns, Digits.Load().Standardise())
            : NpyReader.Read(options.Input);
        NpyMatrix? gradient = options.Gradient is null ? null : NpyReader.Read(options.Gradient);
        if (gradient is not null && (gradient.Rows != input.Rows || gradient.Columns != input.Columns))
        {
            throw new BadInputException(
                options.Gradient!,
                $"{gradient.Rows} x {gradient.Columns} elements",
                $"{input.Rows} x {input.Columns} as in {options.Input ?? "the digits"}");
        }

        return new(input, gradient, options.Type ?? (options.Input is null ? ElementType.Float32 : OwnType(input.Element)));
    }

    public ReadOnlyMemory<T> Input<T, TElements>()
        where T : unmanaged
        where TElements : struct, IElements<T> => Convert<T, TElements>(_input);

    /// <summary>dy; ones where none was given.</summary>
    public ReadOnlyMemory<T> OutputGradient<T, TElements>()
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        if (_gradient is not null)
        {
            return Convert<T, TElements>(_gradient);
        }

        T[] ones = GC.AllocateUninitializedArray<T>((int)(Rows * Columns));
        ones.AsSpan().Fill(TElements.Round(1));
        return ones;
    }

    private static ElementType OwnType(NpyElement element) => element switch
    {
        NpyElement.Float16 => ElementType.Float16,
        NpyElement.Float32 => ElementType.Float32,
        NpyElement.Float64 => ElementType.Float64,
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, null),
    };

    private static ReadOnlyMemory<T> Convert<T, TElements>(NpyMatrix matrix)
        where T : unmanaged
        where TElements : struct, IElements<T> => matrix.Element switch
        {
            NpyElement.Float16 => Round<Half, Float16Elements, T, TElements>(matrix.Values<Half>()),
            NpyElement.Float32 => Round<float, Float32Elements, T, TElements>(matrix.Values<float>()),
            _ => Round<double, Float64Elements, T, TElements>(matrix.Values<double>()),
        };

    private static ReadOnlyMemory<T> Round<TGiven, TGivenElements, T, TElements>(ReadOnlyMemory<TGiven> given)
        where TGiven : unmanaged
        where TGivenElements : struct, IElements<TGiven>
        where T : unmanaged
        where TElements : struct, IElements<T>
    {
        if (given is ReadOnlyMemory<T> same)
        {
            return same;
        }

        T[] rounded = GC.AllocateUninitializedArray<T>(given.Length);
        ReadOnlySpan<TGiven> values = given.Span;
        for (int index = 0; index < rounded.Length; index++)
        {
            rounded[index] = TElements.Round(TGivenElements.Widen(values[index]));
        }

        return rounded;
    }
}
