using System.Runtime.InteropServices;

namespace GpuSigmoid.Tests.Readme;

/// <summary>The example of docs/backends.md, where the compiler sees it: what stands between the two marks is the page's block.</summary>
internal static class BackendExample
{
    // <backends>
    /// <summary>Trains x → S(x·V) → S(S(x·V)·W) by gradient descent; V and W are changed. Gives the loss ½Σ(S − t)² of every step.</summary>
    public static float[] Train(float[] x, float[] t, float[] v, float[] w, int rows, int inputs, int hidden, int outputs, int steps, float rate)
    {
        using SigmoidDevice device = SigmoidDevice.Open("cpu");
        using SigmoidStack<float> stack = new(device, [(rows, hidden), (rows, outputs)]);      // both layers' caches: one allocation

        // The backend's own memory, pinned so that it stays in place, and the library's view of it: nothing is copied.
        float[] h = GC.AllocateArray<float>(rows * hidden, pinned: true), y = GC.AllocateArray<float>(rows * outputs, pinned: true);
        float[] dh = GC.AllocateArray<float>(rows * hidden, pinned: true), dy = GC.AllocateArray<float>(rows * outputs, pinned: true);
        using DeviceMatrix<float> hView = Wrap(device, h, rows, hidden), yView = Wrap(device, y, rows, outputs);
        using DeviceMatrix<float> dhView = Wrap(device, dh, rows, hidden), dyView = Wrap(device, dy, rows, outputs);

        float[] losses = new float[steps];
        for (int step = 0; step < steps; step++)
        {
            Multiply(x, v, h, rows, inputs, hidden);
            stack.Push(hView, hView);                       // h ← S(h), in place; what the backward pass needs is kept
            Multiply(h, w, y, rows, hidden, outputs);
            stack.Push(yView, yView);
            for (int i = 0; i < y.Length; i++)
            {
                dy[i] = y[i] - t[i];
                losses[step] += dy[i] * dy[i] / 2;
            }

            stack.Pop(dyView, dyView);                      // dy ← dy · S · (1 − S), last in, first out
            MultiplyByTransposed(dy, w, dh, rows, outputs, hidden);
            stack.Pop(dhView, dhView);
            AddTransposedProduct(-rate, h, dy, w, rows, hidden, outputs);      // w ← w − rate · hᵀ·dy
            AddTransposedProduct(-rate, x, dh, v, rows, inputs, hidden);
        }

        return losses;
    }

    private static DeviceMatrix<float> Wrap(SigmoidDevice device, float[] pinned, int rows, int columns) =>
        device.Wrap<float>(Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), rows, columns);
    // </backends>

    private static void Multiply(float[] left, float[] right, float[] product, int rows, int depth, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                product[i * columns + j] = 0;
                for (int k = 0; k < depth; k++)
                    product[i * columns + j] += left[i * depth + k] * right[k * columns + j];
            }
        }
    }

    private static void MultiplyByTransposed(float[] left, float[] right, float[] product, int rows, int depth, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                product[i * columns + j] = 0;
                for (int k = 0; k < depth; k++)
                    product[i * columns + j] += left[i * depth + k] * right[j * depth + k];
            }
        }
    }

    private static void AddTransposedProduct(float factor, float[] left, float[] right, float[] sum, int rows, int columnsOfLeft, int columns)
    {
        for (int i = 0; i < columnsOfLeft; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < rows; k++)
                    sum[i * columns + j] += factor * left[k * columnsOfLeft + i] * right[k * columns + j];
            }
        }
    }
}
