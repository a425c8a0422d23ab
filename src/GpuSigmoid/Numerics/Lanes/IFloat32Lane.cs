namespace GpuSigmoid.Numerics.Lanes;

/// <summary>A lane of float32 values, whose bits can also be taken for 32-bit integers.</summary>
/// <typeparam name="TSelf">The lane.</typeparam>
internal interface IFloat32Lane<TSelf> : ILane<TSelf>
    where TSelf : unmanaged, IFloat32Lane<TSelf>
{
    /// <summary>The value of these bits in every element.</summary>
    static abstract TSelf OfBits(uint bits);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The sum of the bits as integers.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>The difference of the bits as integers.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf operator <<(TSelf value, int count);

    /// <summary>The bits shifted right, zeros coming in.</summary>
    static abstract TSelf operator >>>(TSelf value, int count);

    /// <summary>The nearest values of a 2-byte format, ties to even; every NaN becomes the one quiet NaN with no payload.</summary>
    static abstract TSelf RoundTo<TFormat>(TSelf value)
        where TFormat : struct, INarrowFormat;

    /// <summary>
    /// S(x) = 1 / (1 + e^−x), correctly rounded, in that form, by the shortest way that the lane has to it; a NaN may come out with any bits.
    /// </summary>
    static abstract TSelf Sigmoid<TForm, TFloat64>(TSelf x)
        where TForm : struct, ISigmoidForm
        where TFloat64 : unmanaged, IFloat64Lane<TFloat64, TSelf>;
}
