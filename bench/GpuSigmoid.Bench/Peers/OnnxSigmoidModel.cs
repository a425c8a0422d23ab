using System.Text;

namespace GpuSigmoid.Bench.Peers;

/// <summary>
/// An ONNX model of one node, y = Sigmoid(x) on a vector of any length, as the bytes of its protocol buffer: field numbers are those of
/// onnx.proto.
/// </summary>
internal static class OnnxSigmoidModel
{
    public const string Input = "x";
    public const string Output = "y";

    // TensorProto.DataType
    private const int Float32 = 1;
    private const int Float64 = 11;

    private const int IrVersion = 8;
    private const int OpsetVersion = 13;

    public static byte[] Of(bool float64)
    {
        byte[] node = [.. Text(1, Input), .. Text(2, Output), .. Text(4, "Sigmoid")];
        int elementType = float64 ? Float64 : Float32;
        byte[] graph =
        [
            .. Message(1, node),
            .. Text(2, "sigmoid"),
            .. Message(11, Vector(Input, elementType)),
            .. Message(12, Vector(Output, elementType)),
        ];
        byte[] opset = [.. Text(1, ""), .. Number(2, OpsetVersion)];
        return [.. Number(1, IrVersion), .. Message(7, graph), .. Message(8, opset)];
    }

    // ValueInfoProto { name, type { tensor_type { elem_type, shape { dim { dim_param } } } } }
    private static byte[] Vector(string name, int elementType)
    {
        byte[] shape = Message(1, Text(2, "n"));
        byte[] tensor = [.. Number(1, elementType), .. Message(2, shape)];
        return [.. Text(1, name), .. Message(2, Message(1, tensor))];
    }

    private static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    // Every length and number here is below 128: one byte each.
    private static byte[] Message(int field, byte[] content) => [(byte)((field << 3) | 2), checked((byte)content.Length), .. content];

    private static byte[] Number(int field, int value) => [(byte)(field << 3), (byte)value];
}
