using System.Globalization;
using System.Text;

namespace GpuSigmoid.Cli;

/// <summary>What the user gave cannot be used. The message is one printable line that says what was found and what was wanted.</summary>
internal sealed class BadInputException : Exception
{
    private const int LongestExcerpt = 60;

    public BadInputException(string message, Exception? cause = null)
        : base(Printable(message), cause)
    {
    }

    public BadInputException(string path, string found, string wanted, Exception? cause = null)
        : this($"{path}: found {found}, wanted {wanted}", cause)
    {
    }

    /// <summary>The beginning of a text that comes out of a file, short enough for a message.</summary>
    public static string Excerpt(ReadOnlySpan<char> text) =>
        text.Length <= LongestExcerpt ? text.ToString() : $"{text[..LongestExcerpt]}...";

    /// <summary>The text as one line that a terminal shows as it is.</summary>
    // Names and headers come from outside: a line break or a terminal's escape sequence in them must not reach the terminal.
    public static string Printable(string text)
    {
        StringBuilder printable = new(text.Length);
        foreach (char character in text)
        {
            if (char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                printable.Append(character);
            }
        }

        return printable.ToString();
    }
}
