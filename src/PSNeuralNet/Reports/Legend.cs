namespace PSNeuralNet.Reports;

/// <summary>Buttons that name what is drawn, and hide it when pressed.</summary>
internal static class Legend
{
    /// <param name="page">Where to.</param>
    /// <param name="name">What they are, for who does not see them.</param>
    /// <param name="entries">The text of each, the id of the element that it hides, and the class of its mark.</param>
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
            page.Open("path", ("class", $"dot {parts[1]}"), ("d", Dots.Of(int.Parse(parts[1][1..], System.Globalization.CultureInfo.InvariantCulture), 9, 6, 4.5))).Close();
        }
    }
}
