using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CsvHelper;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>When a CSV field is put in quotes.</summary>
public enum QuoteKind
{
    /// <summary>Never, whatever is in it.</summary>
    Never,

    /// <summary>Always.</summary>
    Always,

    /// <summary>When the delimiter, a quote or a line break is in it.</summary>
    AsNeeded,
}

/// <summary>Objects to lines of CSV.</summary>
internal sealed class CsvText : IDisposable
{
    private readonly StringWriter _buffer = new(CultureInfo.InvariantCulture);
    private readonly CsvWriter _writer;
    private readonly QuoteKind _quotes;

    public CsvText(char delimiter, QuoteKind quotes)
    {
        _quotes = quotes;
        _writer = CsvWriter.Create(_buffer, new CsvWriterOptions
        {
            Separator = delimiter,
            Mode = quotes == QuoteKind.Never ? CsvMode.NoEscape : CsvMode.Rfc4180,
            NewLine = "\n",
            ValidateFieldCount = false,
        });
    }

    /// <summary>The names of an object's properties, or of a dictionary's keys.</summary>
    public static List<string> PropertyNames(PSObject item)
    {
        IEnumerable<string> added = item.Properties
            .Where(property => item.BaseObject is not IDictionary || property.MemberType == PSMemberTypes.NoteProperty)
            .Select(property => property.Name);
        return item.BaseObject is IDictionary table
            ? [.. table.Keys.Cast<object>().Select(key => LanguagePrimitives.ConvertTo<string>(key)), .. added]
            : [.. added];
    }

    /// <summary>One line, without its end. Nothing is written for a field without a value, not even quotes.</summary>
    public string Line(IReadOnlyList<string?> fields)
    {
        // The library marks a line of one empty field with quotes; the original leaves it empty.
        if (fields.Count == 0 || (fields is [var only] && (only is null || (only.Length == 0 && _quotes != QuoteKind.Always))))
        {
            return "";
        }

        foreach (string? field in fields)
        {
            _writer.WriteField(field, field is not null && _quotes == QuoteKind.Always ? CsvQuoting.Always : CsvQuoting.WhenNeeded);
        }

        _writer.EndRecord();
        _writer.Flush();
        string line = _buffer.ToString();
        _buffer.GetStringBuilder().Clear();
        return line[..^1];
    }

    /// <summary>The line of an object.</summary>
    public string Line(PSObject item, IReadOnlyList<string> names) => Line([.. names.Select(name => Value(item, name))]);

    public void Dispose()
    {
        _writer.Dispose();
        _buffer.Dispose();
    }

    // ToString as the original calls it: in the current culture, "System.Object[]" for an array.
    private static string? Value(PSObject item, string name)
    {
        if (item.BaseObject is IDictionary table && table.Contains(name))
        {
            return table[name]?.ToString();
        }

        try
        {
            return item.Properties[name]?.Value?.ToString();
        }
        catch (GetValueException)
        {
            // A property that cannot be read has no value.
            return null;
        }
    }
}
