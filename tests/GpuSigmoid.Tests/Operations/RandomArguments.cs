using GpuSigmoid.Reference;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Arguments drawn by a seed: half of them any bits, so that every exponent comes, half as training has them.</summary>
internal static class RandomArguments
{
    public static (ulong[] Inputs, ulong[] OutputGradients) Draw(Specification specification, int count, int seed)
    {
        Random random = new(seed);
        FloatFormat format = specification.ElementType;
        ulong[] inputs = new ulong[count], gradients = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            bool anyBits = random.Next(2) == 0;
            double training = Training(specification.Operation, random);
            inputs[i] = anyBits ? AnyBits(random, format) : ElementBits.Nearest(format, training);
            if (specification.Operation.TakesTail())
                inputs[i] = AsTail(inputs[i], random, format);
            if (specification.Operation.TakesOutputGradient())
                gradients[i] = random.Next(4) == 0 ? AnyBits(random, format) : ElementBits.Nearest(format, Normal(random));
        }
        return (inputs, gradients);
    }

    private static double Training(Operation operation, Random random) =>
        operation.TakesX() ? 4 * Normal(random)
            : operation.TakesTail() ? random.NextDouble() - 0.5
            : random.NextDouble();

    // Half of them with the mark where that may be.
    private static ulong AsTail(ulong bits, Random random, FloatFormat format)
    {
        ulong marked = bits | format.HighestExponentBit;
        if (random.Next(2) == 0 && ExactTail.IsStored(marked, format))
            return marked;
        return ExactTail.IsStored(bits, format) ? bits : bits & (format.SignBit | (format.SmallestNormal - 1));
    }

    private static ulong AnyBits(Random random, FloatFormat format) =>
        (ulong)random.NextInt64(long.MinValue, long.MaxValue) & ((format.SignBit << 1) - 1);

    // The sum of twelve uniform numbers: near enough to normal, and always finite.
    private static double Normal(Random random)
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return sum;
    }
}
