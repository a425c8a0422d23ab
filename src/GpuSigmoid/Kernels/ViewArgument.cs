using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace GpuSigmoid.Kernels;

/// <summary>A view that was given to a pass, with the name of its parameter for the messages of errors.</summary>
internal readonly struct ViewArgument<T>(ArrayView<T> view, [CallerArgumentExpression(nameof(view))] string name = "")
    where T : unmanaged
{
    public ArrayView<T> View { get; } = view;

    public string Name { get; } = name;

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void ThrowIfLengthDiffers(in ViewArgument<T> other)
    {
        if (View.Length != other.View.Length)
        {
            throw new ArgumentException(
                $"{Name} has {View.Length} elements and {other.Name} has {other.View.Length}: give equal lengths.", Name);
        }
    }

    /// <exception cref="ArgumentException">The length is none of whole rows of the other's length.</exception>
    public void ThrowIfNoRowsOf(in ViewArgument<T> row)
    {
        if (row.View.Length == 0 ? View.Length > 0 : View.Length % row.View.Length != 0)
        {
            throw new ArgumentException(
                $"{Name} has {View.Length} elements and {row.Name} has {row.View.Length}: give whole rows, each as long as {row.Name}.", Name);
        }
    }

    /// <exception cref="ArgumentException">The view is shorter.</exception>
    public void ThrowIfShorterThan(long length)
    {
        if (View.Length < length)
            throw new ArgumentException($"{Name} has {View.Length} elements: this pass needs {length}.", Name);
    }

    /// <exception cref="ArgumentException">The view, which is not empty, belongs to another accelerator.</exception>
    public void ThrowIfElsewhere(Accelerator accelerator)
    {
        if (ViewPlaces.AcceleratorOf(View) is Accelerator owner && owner != accelerator)
            throw new ArgumentException(Mismatch(Name, owner, accelerator), Name);
    }

    /// <exception cref="ArgumentException">The output shares some of this view's memory and is not this view.</exception>
    public void ThrowIfPartlyIn(in ViewArgument<T> output)
    {
        if (ViewPlaces.Overlap(View, output.View) && !ViewPlaces.StartTogether(View, output.View))
        {
            throw new ArgumentException(
                $"{Name} and {output.Name} overlap partially: give the same view twice, or separate views.", output.Name);
        }
    }

    /// <exception cref="ArgumentException">The output shares memory with this view.</exception>
    public void ThrowIfAnyIn<TOutput>(in ViewArgument<TOutput> output)
        where TOutput : unmanaged
    {
        if (ViewPlaces.Overlap(View, output.View))
            throw new ArgumentException($"{Name} and {output.Name} overlap: the two must share no memory.", output.Name);
    }

    /// <summary>The message of an error: whose what is, and whose it must be.</summary>
    public static string Mismatch(string name, Accelerator owner, Accelerator accelerator) =>
        $"{name} belongs to accelerator '{owner.Name}' ({owner.AcceleratorType}), these kernels to " +
        (owner.Name == accelerator.Name ? "another one of that name." : $"'{accelerator.Name}' ({accelerator.AcceleratorType}).");
}
