using GpuSigmoid.Reference;
using Xunit;

namespace GpuSigmoid.Tests.Operations;

/// <summary>Judges one result, and says all about a wrong one.</summary>
internal static class Verdict
{
    public static void AssertAccepts(Specification specification, ulong input, ulong outputGradient, ulong result, string where)
    {
        FloatFormat format = specification.ElementType;
        // The specification lets any NaN pass where rounding is not promised; the library promises one NaN.
        bool canonical = !format.IsNaN(result) || result == format.CanonicalNaN;
        if (canonical && specification.Accepts(input, outputGradient, result))
            return;
        ulong expected = Oracle.Evaluate(specification.Operation, format, input, outputGradient);
        string gradient = specification.Operation.TakesOutputGradient() ? $", dy = {Show(format, outputGradient)}" : "";
        Assert.Fail($"{specification}; {where}: argument {Show(format, input)}{gradient}, got {Show(format, result)}, " +
            $"nearest {Show(format, expected)}");
    }

    private static string Show(FloatFormat format, ulong bits) => $"0x{bits.ToString($"X{2 * format.Bytes}")} ({format.ToFloat64(bits):R})";
}
