using System.Collections;
using PSNeuralNet.Training;

namespace PSNeuralNet.Search;

/// <summary>Reads what a user gives for one parameter of a search space: candidates, one or an array of them, or the text of a range.</summary>
internal static class CandidateReader
{
    private const string None = "none";
    private const string RangeMark = "..";
    private const string LogMark = "log";

    // Whole numbers of a range that are validated one by one.
    private const int MaximumValidated = 1000;

    /// <summary>The parameter. Candidates that are the same are one.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">A candidate; an array of candidates; or the text of a range, such as "1e-4..1 log".</param>
    /// <exception cref="NetworkException">There is no candidate, one cannot be read or is out of the setting's range, or the range is none.</exception>
    public static SearchParameter Read(SearchSetting setting, object? value)
    {
        object?[] items = value is IEnumerable several and not string and not IDictionary ? [.. several.Cast<object?>()] : [value];
        if (items.Length == 0)
        {
            items = setting.CanBeEmpty ? [Array.Empty<object>()] : throw SpaceErrors.CandidateMissing(setting.Name);
        }

        if (Array.Find(items, item => item is string text && text.Contains(RangeMark, StringComparison.Ordinal)) is string range)
        {
            return items.Length == 1 ? ReadRange(setting, range) : throw SpaceErrors.RangeInvalid(setting.Name, range, "a range stands alone, not among candidates");
        }

        object?[] candidates = [.. items.Select(item => ReadCandidate(setting, item)).DistinctBy(TrialSetting.TextOf)];
        foreach (object? candidate in candidates)
        {
            setting.Validate(candidate);
        }

        return new SearchParameter(setting.Name, Array.AsReadOnly(candidates));
    }

    /// <summary>Reads a single value; an array is a list with a value for each layer.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">The value, or its text.</param>
    /// <exception cref="NetworkException">It cannot be read, or is out of the setting's range.</exception>
    public static object? ReadValue(SearchSetting setting, object? value)
    {
        object? read = ReadCandidate(setting, value);
        setting.Validate(read);
        return read;
    }

    private static SearchParameter ReadRange(SearchSetting setting, string text)
    {
        if (!setting.IsNumber)
        {
            throw SpaceErrors.RangeWithoutNumbers(setting.Name, text, Wanted(setting.Element));
        }

        if (text.Contains("...", StringComparison.Ordinal))
        {
            throw SpaceErrors.RangeInvalid(setting.Name, text, "there are two points between its ends, not three");
        }

        string[] parts = text.Split(RangeMark, 2, StringSplitOptions.TrimEntries);
        string[] end = parts[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isLog = end.Length == 2 && end[1].Equals(LogMark, StringComparison.OrdinalIgnoreCase), isInteger = setting.Element == typeof(int);
        string wanted = isInteger ? "whole numbers" : "numbers";
        if (end.Length is 0 or > 2 || (end.Length == 2 && !isLog) || NumberOf(parts[0], isInteger) is not { } low || NumberOf(end[0], isInteger) is not { } high)
        {
            throw SpaceErrors.RangeInvalid(setting.Name, text, $"its ends have to be {wanted}, with nothing but 'log' behind them");
        }

        if (low >= high)
        {
            throw SpaceErrors.RangeInvalid(setting.Name, text, "its low end has to be less than its high end");
        }

        if (isLog && low <= 0)
        {
            throw SpaceErrors.RangeLogInvalid(setting.Name, text, low);
        }

        var parameter = new SearchParameter(setting.Name, low, high, isLog, isInteger, setting.IsList);
        IEnumerable<double> validated = isInteger && high - low <= MaximumValidated ? Enumerable.Range(0, (int)(high - low) + 1).Select(step => low + step) : [low, high];
        foreach (double number in validated)
        {
            setting.Validate(parameter.ValueOf(parameter.Coordinate(number)));
        }

        return parameter;
    }

    private static object? ReadCandidate(SearchSetting setting, object? item)
    {
        if (setting.IsList)
        {
            return ReadList(setting, item);
        }

        string? text = (item as string)?.Trim();
        if (item is null || (text is not null && text.Equals(None, StringComparison.OrdinalIgnoreCase) && IsNull(setting)))
        {
            return setting.IsNullable ? null : throw SpaceErrors.CandidateInvalid(setting.Name, item, Wanted(setting.Element));
        }

        return ElementOf(setting, item);
    }

    /// <summary>True where "none" is null: for all but enumerations that have such a member, and those that are never null.</summary>
    private static bool IsNull(SearchSetting setting) =>
        !setting.Element.IsEnum || (setting.IsNullable && !setting.Element.GetEnumNames().Contains(None, StringComparer.OrdinalIgnoreCase));

    private static object ReadList(SearchSetting setting, object? item)
    {
        object?[] elements = item switch
        {
            string text when text.Trim() is "" || text.Trim().Equals(None, StringComparison.OrdinalIgnoreCase) => [],
            string text when setting.Element == typeof(int) && !text.TrimStart().StartsWith('-') => [.. text.Split(['-', ',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            string text => [.. text.Split(',', StringSplitOptions.TrimEntries)],
            IEnumerable several and not IDictionary => [.. several.Cast<object?>()],
            _ => [item],
        };
        if (elements.Length == 0 && !setting.CanBeEmpty)
        {
            throw SpaceErrors.CandidateInvalid(setting.Name, item is string ? item : None, Wanted(setting.Element));
        }

        return LayerValues.Of(setting.Element, Array.ConvertAll(elements, element => ElementOf(setting, element)));
    }

    private static object ElementOf(SearchSetting setting, object? item)
    {
        string? text = (item as string)?.Trim();
        object? read = item switch
        {
            null => null,
            _ when setting.Element == typeof(bool) => item is bool isTrue ? isTrue : bool.TryParse(text?.TrimStart('$'), out bool parsed) ? parsed : null,
            _ when setting.Element == typeof(ClassWeighting) => WeightingOf(item),
            _ when setting.Element.IsEnum => item.GetType() == setting.Element ? item : text is not null ? NamedOf(setting, text) : null,
            _ when setting.Element == typeof(int) => NumberOf(item, isInteger: true) is { } whole ? (int)whole : null,
            _ => NumberOf(item, isInteger: false),
        };
        return read ?? throw SpaceErrors.CandidateInvalid(setting.Name, item, Wanted(setting.Element));
    }

    private static object NamedOf(SearchSetting setting, string text) =>
        setting.Element.GetEnumNames().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse(setting.Element, known)
            : throw SpaceErrors.CandidateInvalid(setting.Name, text, $"{Wanted(setting.Element)}; the nearest is '{NearestName.Of(text, setting.Element.GetEnumNames())}'");

    private static ClassWeighting? WeightingOf(object item) => item switch
    {
        ClassWeighting weighting => weighting,
        string text when text.Trim().Equals(nameof(ClassWeighting.Balanced), StringComparison.OrdinalIgnoreCase) => ClassWeighting.Balanced,
        IDictionary { Count: > 0 } weights when weights.Values.Cast<object?>().All(weight => NumberOf(weight, isInteger: false) is not null) =>
            ClassWeighting.Of([.. weights.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(entry.Key, NumberOf(entry.Value, isInteger: false)!.Value))]),
        _ => null,
    };

    /// <summary>The number of a value or a text without regard to culture; null where it is none, or not a whole one of 32 bits where that is needed.</summary>
    private static double? NumberOf(object? item, bool isInteger)
    {
        double? number = item switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null,
            double or float or Half or decimal or int or long or short or byte or sbyte or ushort or uint or ulong => Convert.ToDouble(item is Half half ? (double)half : item, CultureInfo.InvariantCulture),
            _ => null,
        };
        return number is { } value && double.IsFinite(value) && (!isInteger || (value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue)) ? value : null;
    }

    private static string Wanted(Type element) =>
        element == typeof(bool) ? "true or false"
        : element == typeof(ClassWeighting) ? "Balanced, or a weight for each class"
        : element.IsEnum ? $"one of {string.Join(", ", element.GetEnumNames())}"
        : element == typeof(int) ? "a whole number"
        : "a number";
}
