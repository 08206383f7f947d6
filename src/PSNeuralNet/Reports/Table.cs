namespace PSNeuralNet.Reports;

/// <summary>Tables with column and row headers.</summary>
internal static class Table
{
    /// <summary>Writes a table; the first cell of each row is its header.</summary>
    public static void Write(Markup page, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Begin(page, caption, columns);
        foreach (IReadOnlyList<string> row in rows)
        {
            page.Open("tr").Element("th", row[0], ("scope", "row"));
            foreach (string cell in row.Skip(1))
            {
                page.Element("td", cell);
            }

            page.Close().Line();
        }

        End(page);
    }

    /// <summary>Begins a table: caption and column headers.</summary>
    public static void Begin(Markup page, string caption, IReadOnlyList<string> columns)
    {
        // Scrollable where the screen is narrow, by keyboard too.
        page.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        page.Open("table").Element("caption", caption).Open("thead").Open("tr");
        foreach (string column in columns)
        {
            page.Element("th", column, ("scope", "col"));
        }

        page.Close().Close().Line().Open("tbody");
    }

    /// <summary>Writes a cell with a bar below its text, colored by the sign of the value.</summary>
    public static void Bar(Markup page, string text, double value, double largest)
    {
        page.Open("td", ("class", "bar")).Text(text);
        page.Open("svg", ("viewBox", "0 0 100 8"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
        page.Open("rect", ("class", value < 0 ? "less" : "more"), ("x", 0), ("y", 0), ("height", 8), ("width", 100 * Math.Abs(value) / largest)).Close();
        page.Close().Close();
    }

    /// <summary>Ends a table.</summary>
    public static void End(Markup page) => page.Close().Close().Close().Line();
}
