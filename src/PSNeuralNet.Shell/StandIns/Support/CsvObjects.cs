using System.Globalization;
using System.Management.Automation;
using System.Text;
using CsvHelper;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>Text of CSV to objects.</summary>
internal sealed class CsvObjects(PSCmdlet cmdlet, char delimiter)
{
    private const string TypeMark = "#TYPE";
    private bool _warned;
    private string? _typeName;

    /// <summary>The names of the columns: given, or read from the first line.</summary>
    public IReadOnlyList<string>? Header { get; set; }

    /// <summary>Reads a text to its end.</summary>
    public IEnumerable<PSObject> Read(TextReader text)
    {
        // Quotes in odd places are taken as text: the library's default, and what the original does.
        using CsvReader reader = CsvReader.Create(text, new CsvReaderOptions { Separator = delimiter, HasHeader = false, TrimWhitespace = true });

        while (reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Field(reader, i))];
            if (Header is null || (reader.RowNumber == 1 && IsTypeLine(fields)))
            {
                ReadHeader(fields);
            }
            else if (fields is not [""])
            {
                yield return Build(fields);
            }
        }
    }

    // Blanks before a value are dropped, blanks after it are kept; the library trims both or none.
    private static string Field(CsvReader reader, int index)
    {
        ReadOnlySpan<byte> raw = reader.GetRawSpan(index).TrimStart(" \t"u8);
        return raw.StartsWith("\""u8) ? reader.GetString(index) : Encoding.UTF8.GetString(raw);
    }

    private static bool IsTypeLine(string[] fields) => fields[0].StartsWith(TypeMark, StringComparison.OrdinalIgnoreCase);

    private void ReadHeader(string[] fields)
    {
        if (IsTypeLine(fields))
        {
            // A type name may hold the delimiter.
            _typeName = string.Join(delimiter, fields)[TypeMark.Length..].Trim();
        }
        else if (!fields[0].StartsWith('#'))
        {
            int count = fields.Length;
            while (count > 1 && fields[count - 1].Length == 0)
            {
                count--;
            }

            Header = [.. fields.Take(count)];
            if (Header.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(names => names.Count() > 1) is { } twice)
            {
                cmdlet.ThrowTerminatingError(new ErrorRecord(
                    new ExtendedTypeSystemException($"The member \"{twice.Key}\" is already present."),
                    "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                    ErrorCategory.NotSpecified,
                    null));
            }
        }
    }

    private PSObject Build(string[] fields)
    {
        PSObject item = new();
        int unnamed = 0;
        for (int i = 0; i < Header!.Count; i++)
        {
            string name = Header[i].Length > 0 ? Header[i] : string.Create(CultureInfo.InvariantCulture, $"H{++unnamed}");
            // A line that is too short leaves the rest without a value.
            item.Properties.Add(new PSNoteProperty(name, i < fields.Length ? fields[i] : null));
        }

        if (unnamed > 0 && !_warned)
        {
            _warned = true;
            cmdlet.WriteWarning("One or more headers were not specified. Default names starting with \"H\" have been used in place of any missing headers.");
        }

        if (!string.IsNullOrEmpty(_typeName))
        {
            item.TypeNames.Clear();
            item.TypeNames.Add(_typeName);
            item.TypeNames.Add("CSV:" + _typeName);
        }

        return item;
    }
}
