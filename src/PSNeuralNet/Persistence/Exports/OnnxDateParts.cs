using PSNeuralNet.Data;

namespace PSNeuralNet.Persistence;

/// <summary>The part of a graph that makes features of the parts of a date, as <see cref="DateParts"/> does, from days since 1970-01-01 by the clock as written.</summary>
internal sealed class OnnxDateParts
{
    private readonly OnnxGraphBuilder _graph;

    private OnnxDateParts(OnnxGraphBuilder graph)
    {
        _graph = graph;
    }

    /// <summary>Adds it, and gives the name of the features.</summary>
    public static string Write(OnnxGraphBuilder graph, string wall, DatePart part) => new OnnxDateParts(graph).Write(wall, part);

    /// <remarks>Year, month and day by the algorithm of Howard Hinnant (days_from_civil): the year begins in March, and 400 of them are an era.</remarks>
    private string Write(string wall, DatePart part)
    {
        string day = Floor(wall), shifted = Plus(day, 719468), era = Floor(Over(shifted, 146097)), ofEra = Minus(shifted, Times(era, 146097));
        string leapless = Minus(Plus(Minus(ofEra, Floor(Over(ofEra, 1460))), Floor(Over(ofEra, 36524))), Floor(Over(ofEra, 146096)));
        string year = Floor(Over(leapless, 365));
        string ofYear = Minus(ofEra, Minus(Plus(Times(year, 365), Floor(Over(year, 4))), Floor(Over(year, 100))));
        string month = Floor(Over(Plus(Times(ofYear, 5), 2), 153));
        string ofMonth = Minus(ofYear, Floor(Over(Plus(Times(month, 153), 2), 5)));

        // January and February are the last two months.
        string isNext = Floor(Over(Plus(month, 2), 12)), sunday = Plus(day, 4);
        var features = new List<string>();
        if (part.HasFlag(DatePart.Year))
        {
            features.Add(Plus(Plus(year, Times(era, 400)), isNext));
        }

        foreach ((DatePart cyclic, string value, double length) in new[]
        {
            (DatePart.Month, Minus(Plus(month, 2), Times(isNext, 12)), 12.0),
            (DatePart.Day, ofMonth, 31.0),
            (DatePart.Weekday, Minus(sunday, Times(Floor(Over(sunday, 7)), 7)), 7.0),
            (DatePart.Hour, Minus(wall, day), 1.0),
        })
        {
            if (part.HasFlag(cyclic))
            {
                string angle = Times(value, 2 * Math.PI / length);
                features.Add(_graph.Add("Sin", [angle], "sine"));
                features.Add(_graph.Add("Cos", [angle], "cosine"));
            }
        }

        return features.Count == 1 ? features[0] : _graph.Add("Concat", [.. features], "date_parts", [("axis", 1L)]);
    }

    private string Floor(string value) => _graph.Add("Floor", [value], "floor");

    private string Over(string value, double divisor) => _graph.Add("Div", [value, _graph.Single("divisor", divisor)], "quotient");

    private string Times(string value, double factor) => _graph.Add("Mul", [value, _graph.Single("factor", factor)], "product");

    private string Plus(string value, double term) => Plus(value, _graph.Single("term", term));

    private string Plus(string value, string term) => _graph.Add("Add", [value, term], "sum");

    private string Minus(string value, string term) => _graph.Add("Sub", [value, term], "difference");
}
