using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>The encoding of dates in a network file: {"order": "MonthFirst", "pointOrder": "YearFirst", "formats": [], "zone": "Europe/Berlin", "parts": ["Weekday", "Hour"]}.</summary>
internal static class DateJson
{
    /// <summary>Writes an encoding.</summary>
    public static void Write(ContentWriter json, DateEncoding date)
    {
        json.StartObject();
        json.Name("order").Text(date.Format.Order.ToString());
        json.Name("pointOrder").Text(date.Format.PointOrder.ToString());
        json.Name("formats").Texts(date.Format.Exact);
        if (date.Zone is { } zone)
        {
            json.Name("zone").Text(zone.Id);
        }

        json.Name("parts").Texts([.. Enum.GetValues<DatePart>().Where(part => IsSingle(part) && date.Part.HasFlag(part)).Select(part => part.ToString())]);
        json.EndObject();
    }

    /// <summary>Reads an encoding.</summary>
    /// <exception cref="NetworkException">Something is not as it has to be.</exception>
    public static DateEncoding Read(JsonField field)
    {
        string[] formats = [.. field["formats"].Items().Select(item => item.Text())];
        DatePart part = DatePart.None;
        foreach (JsonField item in field["parts"].Items())
        {
            part |= item.Name<DatePart>();
        }

        return new DateEncoding(formats.Length == 0 ? new DateFormat(field["order"].Name<DateOrder>(), field["pointOrder"].Name<DateOrder>()) : Exact(field, formats), field.Find("zone") is { } zone ? DateZone.Parse(zone.Text()) : null, part);
    }

    private static DateFormat Exact(JsonField field, string[] formats)
    {
        try
        {
            return DateFormat.Of(formats);
        }
        catch (NetworkException exception)
        {
            throw field["formats"].Invalid(exception.Message);
        }
    }

    private static bool IsSingle(DatePart part) => part is DatePart.Year or DatePart.Month or DatePart.Day or DatePart.Weekday or DatePart.Hour;
}
