using System.Globalization;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A network as a class in C# with one function, for any version from 9 on.</summary>
internal sealed class CSharpCode(NeuralNetwork network, string name) : CodeWriter(network)
{
    public override string Write()
    {
        Lines(Origin(), "// ");
        Lines($$"""
            #nullable enable

            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using System.Linq;

            /// <summary>A neural network as a function of a row.</summary>
            public static class {{CodeText.Identifier(name)}}Network
            {
            """);
        WriteColumns();
        WriteScaling();
        WriteLayers();
        WritePredict();
        WriteFeatures();
        WriteCells();
        WriteActivations();
        Code.Length--;
        Lines("}");
        return Code.ToString();
    }

    private void WriteColumns()
    {
        Lines("""
                // Each column, how many features it becomes, and those of a missing cell (null: it must not be missing).
                private static readonly (string Name, string Kind, string[] Categories, int Size, double[]? Missing)[] Columns =
                {
            """);
        foreach (ExportColumn column in Column)
        {
            string categories = column.IsText ? $"new string[] {{ {string.Join(", ", column.Category.Select(CodeText.Quoted))} }}" : "Array.Empty<string>()";
            string missing = column.Missing is null ? "null" : $"new double[] {{ {Row(column.Missing)} }}";
            Lines($"        ({CodeText.Quoted(column.Name)}, \"{column.Kind}\", {categories}, {column.FeatureCount}, {missing}),");
        }

        Lines("    };\n");
    }

    private void WriteScaling()
    {
        if (IsStandardized)
        {
            Lines($$"""
                    // A feature is seen as (x - mean) / deviation.
                    private static readonly double[] Mean =
                    {
                        {{Numbers(Network.Scaling!.FeatureMean, "        ")}},
                    };

                    private static readonly double[] Deviation =
                    {
                        {{Numbers(Network.Scaling.FeatureDeviation, "        ")}},
                    };

                """);
        }

        if (HasScaledTarget)
        {
            Lines($$"""
                    // A number is output * deviation + mean.
                    private static readonly double[] TargetMean = { {{Row(Network.Scaling!.TargetMean)}} };

                    private static readonly double[] TargetDeviation = { {{Row(Network.Scaling.TargetDeviation)}} };

                """);
        }
    }

    private void WriteLayers()
    {
        Lines("""
                // z = weights a + bias, a row of weights a unit; then the activation.
                private static readonly (double[][] Weights, double[] Bias, Func<double, double>? Activation)[] Layers =
                {
                    (
            """);
        for (int layer = 1; layer <= Network.Layer.Count; layer++)
        {
            Lines("            new double[][]\n            {");
            foreach (double[] row in Weights(layer))
            {
                Lines($"                new double[] {{ {Numbers(row, "                    ")} }},");
            }

            bool isLast = layer == Network.Layer.Count;
            Lines($$"""
                            },
                            new double[]
                            {
                                {{Numbers(Biases(layer), "                ")}},
                            },
                            {{(isLast ? "null" : Network.Activation[layer - 1])}}),
                """);
            Lines(isLast ? "    };\n" : "        (");
        }
    }

    private void WritePredict()
    {
        (string type, string gives) = Network.Task != NetworkTask.Regression
            ? ($"({LabelType()} Label, double Probability)", "The most probable class, and its probability.")
            : Network.TargetName.Count == 1 ? ("double", "The number.") : ("double[]", $"The numbers: {CodeText.InComment(string.Join(", ", Network.TargetName)).Replace('&', ' ')}.");
        Lines($$"""
                /// <summary>Predicts from one row.</summary>
                /// <param name="row">
                /// The cells by the names of the columns, others among them if you like: texts as in a CSV file, numbers, true and false, dates,
                /// spans of time. Missing are null, DBNull, NaN, "", "NA", "N/A", "NaN" and "null". A text that was not in the training data is
                /// none of those known.
                /// </param>
                /// <returns>{{gives}}</returns>
                public static {{type}} Predict(IReadOnlyDictionary<string, object?> row)
                {
                    double[] a = Features(row);
            """);
        if (IsStandardized)
        {
            Lines("        a = a.Select((x, i) => (x - Mean[i]) / Deviation[i]).ToArray();");
        }

        Lines("""
                    foreach (var (weights, bias, activation) in Layers)
                    {
                        double[] z = (double[])bias.Clone();
                        for (int unit = 0; unit < z.Length; unit++)
                        {
                            for (int i = 0; i < a.Length; i++)
                            {
                                z[unit] += weights[unit][i] * a[i];
                            }
                        }

                        a = activation is null ? z : z.Select(activation).ToArray();
                    }

            """);
        WriteResult();
        Lines("    }\n");
    }

    private void WriteResult()
    {
        if (Network.Task == NetworkTask.Regression)
        {
            string number = HasScaledTarget ? "(a[i] * TargetDeviation[i]) + TargetMean[i]" : "a[i]";
            Lines(Network.TargetName.Count == 1
                ? $"        return {number.Replace("[i]", "[0]", StringComparison.Ordinal)};"
                : $"        return a.Select((_, i) => {number}).ToArray();");
            return;
        }

        Lines($"        {LabelType()}[] labels = {{ {string.Join(", ", Network.Parameter.Schema.ClassLabel.Select(Label))} }};");
        Lines(Network.Task == NetworkTask.Binary
            ? """
                      // The logistic function of the output, for the first class of its negative.
                      double e = Math.Exp(-Math.Abs(a[0]));
                      double second = (a[0] < 0 ? e : 1) / (1 + e);
                      double first = (a[0] < 0 ? 1 : e) / (1 + e);
                      return second > 0.5 ? (labels[1], second) : (labels[0], first);
              """
            : """
                      // Softmax, and the most probable class; the first one of equals.
                      int best = Array.IndexOf(a, a.Max());
                      return (labels[best], 1 / a.Sum(z => Math.Exp(z - a[best])));
              """);
    }

    private void WriteFeatures()
    {
        Lines("""
                private static double[] Features(IReadOnlyDictionary<string, object?> row)
                {
                    var features = new List<double>();
                    foreach (var (name, kind, categories, size, missing) in Columns)
                    {
                        if (!row.TryGetValue(name, out object? cell))
                        {
                            throw new ArgumentException($"The row has no column '{name}'.", nameof(row));
                        }

                        string text = (Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").Trim();
                        if (text.Length == 0 || text.ToUpperInvariant() is "NA" or "N/A" or "NAN" or "NULL")
                        {
                            features.AddRange(missing ?? throw new ArgumentException($"Column '{name}' is missing.", nameof(row)));
                            continue;
                        }

                        var values = new double[size];
            """);
        if (Column.Any(column => column.IsText))
        {
            Lines("""
                            int category = Array.IndexOf(categories, text);
                            if (category >= 0)
                            {
                                values[category] = 1;
                            }

                """);
        }

        if (Column.Any(column => !column.IsText))
        {
            Lines("""
                            if (categories.Length == 0)
                            {
                                double number = Number(cell!, text, kind);
                                values[0] = !double.IsNaN(number) && !double.IsInfinity(number) ? number : throw new ArgumentException($"Column '{name}': '{text}' is no {kind}.", nameof(row));
                            }

                """);
        }

        Lines("""
                        features.AddRange(values);
                    }

                    return features.ToArray();
                }

            """);
    }

    private void WriteCells()
    {
        if (Column.All(column => column.IsText))
        {
            return;
        }

        Lines("""
                private static double Number(object cell, string text, string kind)
                {
                    switch (kind)
                    {
            """);
        if (Has(ColumnKind.Date))
        {
            Lines($$"""
                            case "Date":
                                // Days since 1970-01-01; a date with an offset as universal time, one without as it stands.
                                string[] formats = { {{string.Join(", ", CellTime.DateFormats.Select(CodeText.Quoted))}} };
                                return cell is DateTime date ? (date - DateTime.UnixEpoch).Ticks / (double)TimeSpan.TicksPerDay
                                    : cell is DateTimeOffset instant ? (instant - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerDay
                                    : DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read)
                                    ? (read - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerDay : double.NaN;
                """);
        }

        if (Has(ColumnKind.Duration))
        {
            Lines("""
                            case "Duration":
                                return cell is TimeSpan span || (cell is string && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out span)) ? span.TotalSeconds : double.NaN;
                """);
        }

        Lines("""
                        default:
                            return cell is bool flag || (kind == "Boolean" && bool.TryParse(text, out flag)) ? (flag ? 1 : 0)
                                : cell is string ? (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)
                                : cell is not Enum && Convert.GetTypeCode(cell) is >= TypeCode.SByte and <= TypeCode.Decimal ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : double.NaN;
                    }
                }

            """);
    }

    private void WriteActivations()
    {
        foreach (Activation activation in HiddenActivation)
        {
            string formula = activation switch
            {
                Activation.Tanh => "Math.Tanh(z)",
                Activation.ReLU => "Math.Max(0, z)",
                Activation.LeakyReLU => "z < 0 ? 0.01 * z : z",
                Activation.Sigmoid => "(z < 0 ? Math.Exp(z) : 1) / (1 + Math.Exp(-Math.Abs(z)))",
                Activation.Identity => "z",
                _ => "",
            };
            Lines(formula.Length > 0
                ? $$"""
                        private static double {{activation}}(double z)
                        {
                            return {{formula}};
                        }

                    """
                : """
                        // z times the normal distribution, by Marsaglia's series.
                        private static double GELU(double z)
                        {
                            if (Math.Abs(z) > 9)
                            {
                                return z < 0 ? 0 : z;
                            }

                            double sum = z, term = z;
                            for (int k = 3; sum + term != sum; k += 2)
                            {
                                term *= z * z / k;
                                sum += term;
                            }

                            return z * (0.5 + (sum * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI)));
                        }

                    """);
        }
    }

    private string LabelType()
    {
        IReadOnlyList<object> labels = Network.Parameter.Schema.ClassLabel;
        return labels.All(label => label is bool) ? "bool"
            : labels.All(label => label is double number && double.IsFinite(number)) ? "double"
            : labels.All(label => IsWhole(label, out long number) && number is >= int.MinValue and <= int.MaxValue) ? "int"
            : labels.All(label => IsWhole(label, out _)) ? "long"
            : "string";
    }

    private string Label(object label)
    {
        return LabelType() switch
        {
            "bool" => (bool)label ? "true" : "false",
            "double" => NetworkJsonWriter.Shortest((double)label),
            "string" => CodeText.Quoted(DataSchema.LabelText(label)),
            _ => Convert.ToString(label, CultureInfo.InvariantCulture)!,
        };
    }
}
