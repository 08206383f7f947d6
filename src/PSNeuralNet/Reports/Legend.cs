namespace PSNeuralNet.Reports;

/// <summary>Legend of buttons that hide their curve or class.</summary>
internal static class Legend
{
    /// <param name="page">The page.</param>
    /// <param name="name">The name of the group, for screen readers.</param>
    /// <param name="entries">For each the text, the id of the element that it hides, and its symbol: "line" and a CSS class, or "dot", a CSS class and the number of a <see cref="PSNeuralNet.Charts.ClassMarker"/>.</param>
    public static void Write(Markup page, string name, IEnumerable<(string Text, string Id, string Mark)> entries)
    {
        page.Open("div", ("class", "legend"), ("role", "group"), ("aria-label", name));
        foreach ((string text, string id, string mark) in entries)
        {
            page.Open("button", ("type", "button"), ("data-hides", id), ("aria-pressed", "true"));
            page.Open("svg", ("viewBox", "0 0 18 12"), ("aria-hidden", "true"), ("class", "key"));
            Mark(page, mark);
            page.Close().Element("span", text).Close();
        }

        page.Close().Line();
    }

    private static void Mark(Markup page, string mark)
    {
        string[] parts = mark.Split(' ');
        if (parts[0] == "line")
        {
            page.Open("path", ("class", $"curve {parts[1]}"), ("d", "M0 6H18")).Close();
        }
        else
        {
            page.Open("path", ("class", $"dot {parts[1]}"), ("d", Dots.Of(int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), 9, 6, 4.5))).Close();
        }
    }
}
