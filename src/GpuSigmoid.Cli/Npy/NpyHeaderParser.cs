using System.Globalization;

namespace GpuSigmoid.Cli.Npy;

/// <summary>
/// Reads the header's text: a Python dictionary literal with exactly the keys 'descr', 'fortran_order' and 'shape', in any order.
/// </summary>
internal sealed class NpyHeaderParser
{
    private readonly string _path;
    private readonly string _text;
    private int _position;

    private NpyHeaderParser(string path, string text)
    {
        _path = path;
        _text = text;
    }

    /// <exception cref="BadInputException">The text is anything else, or names what cannot be read.</exception>
    public static NpyHeader Parse(string path, string text) => new NpyHeaderParser(path, text).ReadDictionary();

    private NpyHeader ReadDictionary()
    {
        string? descr = null;
        bool? fortranOrder = null;
        List<long>? shape = null;

        Expect('{');
        while (!TryTake('}'))
        {
            string key = ReadString("a key in quotes");
            Expect(':');
            switch (key)
            {
                case "descr" when descr is null:
                    descr = ReadString("a dtype such as '<f4'");
                    break;
                case "fortran_order" when fortranOrder is null:
                    fortranOrder = ReadBoolean();
                    break;
                case "shape" when shape is null:
                    shape = ReadShape();
                    break;
                case "descr" or "fortran_order" or "shape":
                    throw Bad($"the header key '{key}' twice", "it once");
                default:
                    throw Bad($"the header key '{BadInputException.Excerpt(key)}'", "only 'descr', 'fortran_order' and 'shape'");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        Peek();
        if (_position < _text.Length)
        {
            throw Bad($"{Next()} after the header's dictionary", "nothing but spaces there");
        }

        (NpyElement element, bool isBigEndian) = Element(descr ?? throw Missing("descr"));
        bool isColumnMajor = fortranOrder ?? throw Missing("fortran_order");
        (long rows, long columns) = Matrix(shape ?? throw Missing("shape"));
        return new(element, isBigEndian, isColumnMajor, rows, columns);
    }

    private (NpyElement Element, bool IsBigEndian) Element(string descr)
    {
        bool isBigEndian = descr switch
        {
            ['<', ..] => false,
            ['>', ..] => true,
            _ => !BitConverter.IsLittleEndian,
        };
        NpyElement element = (descr is ['<' or '>' or '=' or '|', ..] ? descr[1..] : descr) switch
        {
            "f2" => NpyElement.Float16,
            "f4" => NpyElement.Float32,
            "f8" => NpyElement.Float64,
            _ => throw Bad($"the dtype '{BadInputException.Excerpt(descr)}'", "float16, float32 or float64 ('<f2', '<f4', '<f8')"),
        };
        return (element, isBigEndian);
    }

    private (long Rows, long Columns) Matrix(List<long> shape) => shape switch
    {
        [] => (1, 1),
        [long columns] => (1, columns),
        [long rows, long columns] => (rows, columns),
        _ => throw Bad($"an array of {shape.Count} dimensions", "at most 2"),
    };

    private List<long> ReadShape()
    {
        List<long> shape = [];
        bool isTuple = true;
        Expect('(');
        while (!TryTake(')'))
        {
            shape.Add(ReadDimension());
            isTuple = TryTake(',');
            if (!isTuple)
            {
                Expect(')');
                break;
            }
        }

        // In Python (3) is a number, not a tuple.
        return isTuple || shape.Count > 1 ? shape : throw Bad($"the shape ({shape[0]})", $"a tuple such as ({shape[0]},)");
    }

    private long ReadDimension()
    {
        bool isNegative = TryTake('-');
        Peek();
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }

        ReadOnlySpan<char> digits = _text.AsSpan(start, _position - start);
        if (digits.IsEmpty)
        {
            throw Bad($"{Next()} in the shape", "a number there");
        }

        if (isNegative)
        {
            throw Bad($"the negative dimension -{BadInputException.Excerpt(digits)}", "dimensions of 0 or more");
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long dimension))
        {
            throw Bad($"the dimension {BadInputException.Excerpt(digits)}", $"dimensions of at most {long.MaxValue}");
        }

        // Python 2 wrote its long integers so, and numpy.load still takes them.
        if (_position < _text.Length && _text[_position] == 'L')
        {
            _position++;
        }

        return dimension;
    }

    private bool ReadBoolean()
    {
        Peek();
        foreach ((string word, bool value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
        {
            if (_text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal))
            {
                _position += word.Length;
                return value;
            }
        }

        throw Bad($"{Next()} as 'fortran_order'", "True or False");
    }

    private string ReadString(string wanted)
    {
        char quote = Peek();
        if (quote is not ('\'' or '"'))
        {
            throw Bad($"{Next()} in the header", wanted);
        }

        int start = _position + 1;
        int length = _text.AsSpan(start).IndexOfAny(quote, '\\', '\n');
        if (length < 0 || _text[start + length] != quote)
        {
            throw Bad($"{Next()} in the header", "a string that ends, without escapes");
        }

        _position = start + length + 1;
        return _text.Substring(start, length);
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Bad($"{Next()} in the header", $"'{wanted}' there");
        }
    }

    private bool TryTake(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Skips white space and shows the character there, or U+0000 at the end.</summary>
    private char Peek()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r' or '\f')
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    private string Next()
    {
        ReadOnlySpan<char> rest = _text.AsSpan(_position).TrimEnd();
        return rest.IsEmpty ? "the end" : $"\"{BadInputException.Excerpt(rest)}\"";
    }

    private BadInputException Missing(string key) => Bad($"no '{key}' in the header", "'descr', 'fortran_order' and 'shape'");

    private BadInputException Bad(string found, string wanted) => new(_path, found, wanted);
}
