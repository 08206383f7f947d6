using PSNeuralNet.Charts;
using PSNeuralNet.Training;

namespace PSNeuralNet.Reports;

/// <summary>Decision boundary, with a slider over the snapshots of the training.</summary>
internal static class BoundarySection
{
    private const double Radius = 3.4;

    public static void Write(Markup page, TrainingReport report)
    {
        IReadOnlyList<BoundaryFrame> frames = report.Boundary;
        BoundaryChart last = frames[^1].Chart;
        var plot = new Plot(last.X, last.Y);
        page.Element("p", Explanation(report, last));
        page.Open("figure");
        if (frames.Count > 1)
        {
            Slider(page, frames);
        }

        Legend.Write(page, "Classes", last.ClassName.Select((name, i) => (name, $"class-{i}", $"dot {Dots.Style(i)} {i}")));
        plot.Begin(page, $"Map of the classes that the network predicts over {last.X.Name} and {last.Y.Name}, with {Show.Count(last.Sample.Count, "sample")}; {Show.Percent(frames[^1].RightShare)} of them are classified correctly by the trained network{(report.Rows.Source == ScoreSource.OutOfFold ? ", out of fold" : "")}.");
        page.Open("g", ("id", "frames"));
        for (int i = 0; i < frames.Count; i++)
        {
            Frame(page, plot, frames[i], isShown: i == frames.Count - 1);
        }

        page.Close();
        Samples(page, plot, last);
        for (int i = 0; i < frames.Count; i++)
        {
            page.Open("path", ("class", i == frames.Count - 1 ? "ring" : "ring off"), ("data-frame", i), ("d", Rings(plot, frames[i].Chart))).Close().Line();
        }

        plot.End(page);
        page.Element("figcaption", "Rings mark misclassified samples. The stronger the color, the more certain the prediction; on the line classes are equally probable.");
        page.Close();
        if (frames.Count > 1)
        {
            page.Open("details").Element("summary", "Numbers of the epochs");
            Table.Write(page, "Accuracy of the snapshots", ["Before update", "Correct, of the samples drawn"], frames.Select(frame => (string[])[frame.Epoch is { } epoch ? Show.Count(epoch) : "trained", Show.Percent(frame.RightShare)]));
            page.Close();
        }
    }

    private static string Explanation(TrainingReport report, BoundaryChart chart)
    {
        int counting = report.Measured.Weight is null ? report.Measured.SampleCount : report.Measured.Weight.Count(weight => weight > 0);
        string part = chart.SampleCount < counting ? $" Of {Show.Count(counting, "sample")}, an even selection of {Show.Count(chart.Sample.Count)} is drawn." : "";
        string held = chart.Fixed.Count == 0 ? "" : $" All other columns are fixed at their median or most frequent value: {string.Join(", ", chart.Fixed.Take(12).Select(pair => $"{pair.Key} = {Show.Value(pair.Value)}"))}{(chart.Fixed.Count > 12 ? $" and {chart.Fixed.Count - 12} more" : "")}.";
        string kept = report.Boundary.Count > 1 ? "" : " Train with -SnapshotCount to see its course during training.";
        string mistakes = report.Rows.Source != ScoreSource.OutOfFold ? ""
            : report.Boundary.Count > 1 ? " Rings of the trained network are out of fold: each sample is predicted by networks that were not trained on it; those of earlier epochs are of all networks."
            : " Rings are out of fold: each sample is predicted by networks that were not trained on it.";
        return $"Predicted classes over {chart.X.Name} and {chart.Y.Name}.{held}{part}{mistakes}{kept}";
    }

    private static void Slider(Markup page, IReadOnlyList<BoundaryFrame> frames)
    {
        // Shown by the script, without which it has no effect.
        page.Open("div", ("class", "slider"), ("hidden", true));
        page.Open("button", ("type", "button"), ("id", "play"), ("class", "play")).Text("Play").Close();
        page.Element("label", "Epoch", ("for", "epoch"));
        page.Open("input", ("type", "range"), ("id", "epoch"), ("min", 0), ("max", frames.Count - 1), ("step", 1), ("value", frames.Count - 1), ("aria-valuetext", Label(frames[^1])));
        page.Element("output", Label(frames[^1]), ("for", "epoch"), ("id", "epoch-shown"));
        page.Close().Line();
    }

    private static string Label(BoundaryFrame frame) =>
        $"{(frame.Epoch is { } epoch ? $"epoch {Show.Count(epoch)}" : "trained network")}: {Show.Percent(frame.RightShare)} right";

    private static void Frame(Markup page, Plot plot, BoundaryFrame frame, bool isShown)
    {
        BoundaryChart chart = frame.Chart;
        (double x, double y, double width, double height) = plot.Area;

        // The centers of the outer pixels are at the ends of the axes.
        int columns = chart.Probability[0].ColumnCount, rows = chart.Probability[0].RowCount;
        double wide = width / (columns - 1), high = height / (rows - 1);
        page.Open("g", ("class", isShown ? "frame-of" : "frame-of off"), ("data-label", Label(frame)));
        page.Open("svg", ("x", x), ("y", y), ("width", width), ("height", height));
        page.Open("image", ("x", -wide / 2), ("y", -high / 2), ("width", width + wide), ("height", height + high), ("preserveAspectRatio", "none"), ("href", BoundaryField.DataUrl(chart))).Close();
        page.Close();
        page.Open("path", ("class", "border"), ("d", string.Concat(chart.Line.Select(plot.Line)))).Close();
        page.Close().Line();
    }

    private static void Samples(Markup page, Plot plot, BoundaryChart chart)
    {
        foreach (IGrouping<int, BoundarySample> one in chart.Sample.GroupBy(sample => sample.ClassIndex).OrderBy(group => group.Key))
        {
            var path = new StringBuilder();
            foreach (BoundarySample sample in one)
            {
                path.Append(Dots.Of(one.Key, plot.X(sample.X), plot.Y(sample.Y), Radius));
            }

            page.Open("path", ("id", $"class-{one.Key}"), ("class", $"dot {Dots.Style(one.Key)}"), ("d", path.ToString())).Close().Line();
        }
    }

    private static string Rings(Plot plot, BoundaryChart chart) =>
        string.Concat(chart.Sample.Where(sample => sample.IsMistaken).Select(sample => Dots.Ring(plot.X(sample.X), plot.Y(sample.Y), Radius + 2.5)));
}
