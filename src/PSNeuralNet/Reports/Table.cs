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

    /// <summary>Ends a table.</summary>
    public static void End(Markup page) => page.Close().Close().Close().Line();
}
