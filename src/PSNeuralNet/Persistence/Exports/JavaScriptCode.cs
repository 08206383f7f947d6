using System.Globalization;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A network as a function in JavaScript (ES2022), for Node and for pages.</summary>
internal sealed class JavaScriptCode(NeuralNetwork network) : CodeWriter(network)
{
    public override string Write()
    {
        Lines(Origin(), "// ");
        Lines($"""
            //
            // predict(row) takes an object with these columns as properties, and others if it likes, and gives {Result()}.
            // Cells are texts as in a CSV file, or numbers, true and false, dates (a Date counts as UTC). Missing are null, undefined, NaN, "",
            // "NA", "N/A", "NaN" and "null". A text that was not in the training data is none of those known.
            const predict = (() => {"{"}
            """);
        WriteColumns();
        WriteScaling();
        WriteLayers();
        WriteCells();
        WritePredict();
        Lines("""
            })();

            if (typeof module !== "undefined") {
              module.exports = { predict };
            }
            """);
        Code.Length--;
        return Code.ToString();
    }

    private string Result()
    {
        return Network.Task == NetworkTask.Regression
            ? Network.TargetName.Count == 1 ? "a number" : "an array of numbers: " + CodeText.InComment(string.Join(", ", Network.TargetName))
            : "{ label, probability }";
    }

    private void WriteColumns()
    {
        Lines("""
              // Each column, how many features it becomes, and those of a missing cell (null: it must not be missing).
              const columns = [
            """);
        foreach (ExportColumn column in Column)
        {
            string categories = column.IsText ? $", categories: [{string.Join(", ", column.Category.Select(CodeText.Quoted))}]" : "";
            string missing = column.Missing is null ? "null" : $"[{Row(column.Missing)}]";
            Lines($"    {{ name: {CodeText.Quoted(column.Name)}, kind: \"{column.Kind}\"{categories}, size: {column.FeatureCount}, missing: {missing} }},");
        }

        Lines("  ];");
    }

    private void WriteScaling()
    {
        if (IsStandardized)
        {
            Lines($"""

                  // A feature is seen as (x - mean) / deviation.
                  const mean = [
                    {Numbers(Network.Scaling!.FeatureMean, "    ")}
                  ];
                  const deviation = [
                    {Numbers(Network.Scaling.FeatureDeviation, "    ")}
                  ];
                """);
        }

        if (HasScaledTarget)
        {
            Lines($"""

                  // A number is output * targetDeviation + targetMean.
                  const targetMean = [{Row(Network.Scaling!.TargetMean)}];
                  const targetDeviation = [{Row(Network.Scaling.TargetDeviation)}];
                """);
        }
    }

    private void WriteLayers()
    {
        Lines("");
        foreach (Activation activation in HiddenActivation)
        {
            Lines(activation switch
            {
                Activation.Tanh => "  const tanh = Math.tanh;",
                Activation.ReLU => "  const reLU = (z) => Math.max(0, z);",
                Activation.LeakyReLU => "  const leakyReLU = (z) => (z < 0 ? 0.01 * z : z);",
                Activation.Sigmoid => "  const sigmoid = (z) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));",
                Activation.Identity => "  const identity = (z) => z;",
                _ => """
                      const gelu = (z) => {
                        // z times the normal distribution, by Marsaglia's series.
                        if (Math.abs(z) > 9) {
                          return z < 0 ? 0 : z;
                        }
                        let sum = z;
                        for (let term = z, k = 3; sum + term !== sum; k += 2) {
                          term *= (z * z) / k;
                          sum += term;
                        }
                        return z * (0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI));
                      };
                    """,
            });
        }

        Lines("""
              // z = weights a + bias, a row of weights a unit; then the activation.
              const layers = [
            """);
        for (int layer = 1; layer <= Network.Layer.Count; layer++)
        {
            Lines($$"""
                    {
                      activation: {{(layer == Network.Layer.Count ? "null" : Camel(Network.Activation[layer - 1]))}},
                      bias: [
                        {{Numbers(Biases(layer), "        ")}}
                      ],
                      weights: [
                """);
            foreach (double[] row in Weights(layer))
            {
                Lines($"        [{Numbers(row, "         ")}],");
            }

            Lines("      ],\n    },");
        }

        Lines("  ];\n");
    }

    private void WriteCells()
    {
        Lines("""
              // White space around a text does not count; what that is, .NET and JavaScript see differently.
              const trim = (text) => text.replace(/^[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+|[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+$/g, "");

              const isMissing = (cell) =>
                cell === undefined || cell === null || Number.isNaN(cell) || (typeof cell === "string" && /^(na|n\/a|nan|null)?$/i.test(trim(cell)));

              const wrong = (cell, column) => new TypeError(`Column ${JSON.stringify(column.name)}: ${String(cell)} is no ${column.kind}.`);
            """);
        if (Column.Any(column => column.Kind is ColumnKind.Number or ColumnKind.Boolean))
        {
            Lines("""

                  const toNumber = (cell, column) => {
                    const text = trim(String(cell));
                    if (column.kind === "Boolean" && /^(true|false)$/i.test(text)) {
                      return text.length === 4 ? 1 : 0;
                    }
                    const isNumber = typeof cell === "string" ? /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) : /^(number|bigint|boolean)$/.test(typeof cell);
                    const number = isNumber ? Number(typeof cell === "string" ? text : cell) : NaN;
                    if (!Number.isFinite(number)) {
                      throw wrong(cell, column);
                    }
                    return number;
                  };
                """);
        }

        if (Has(ColumnKind.Date))
        {
            Lines(DateFunction);
        }

        if (Has(ColumnKind.Duration))
        {
            Lines(DurationFunction);
        }

        if (Column.Any(column => column.IsText))
        {
            Lines("""

                  const toText = (cell) => (typeof cell === "boolean" ? (cell ? "True" : "False") : trim(String(cell)));
                """);
        }
    }

    private void WritePredict()
    {
        Lines("""

              return (row) => {
                // The features of the row.
                const x = [];
                for (const column of columns) {
                  if (!Object.hasOwn(row, column.name)) {
                    throw new TypeError(`The row has no column ${JSON.stringify(column.name)}.`);
                  }
                  const cell = row[column.name];
                  if (isMissing(cell)) {
                    if (column.missing === null) {
                      throw wrong(cell, column);
                    }
                    x.push(...column.missing);
                    continue;
                  }
                  const features = new Array(column.size).fill(0);
                  switch (column.kind) {
            """);
        if (Column.Any(column => column.IsText))
        {
            Lines("""
                        case "Category":
                        case "Enumeration": {
                          const index = column.categories.indexOf(toText(cell));
                          if (index >= 0) {
                            features[index] = 1;
                          }
                          break;
                        }
                """);
        }

        foreach (ColumnKind kind in Column.Where(column => !column.IsText).Select(column => column.Kind).Distinct())
        {
            string convert = kind switch { ColumnKind.Date => "toDays", ColumnKind.Duration => "toSeconds", _ => "toNumber" };
            Lines($"        case \"{kind}\":\n          features[0] = {convert}(cell, column);\n          break;");
        }

        Lines($$"""
                  }
                  x.push(...features);
                }

                // Layer after layer.
                let a = {{(IsStandardized ? "x.map((value, i) => (value - mean[i]) / deviation[i])" : "x")}};
                for (const layer of layers) {
                  const z = layer.bias.map((bias, unit) => layer.weights[unit].reduce((sum, weight, i) => sum + weight * a[i], bias));
                  a = layer.activation === null ? z : z.map(layer.activation);
                }

            """);
        WriteResult();
        Lines("  };");
    }

    private void WriteResult()
    {
        if (Network.Task == NetworkTask.Regression)
        {
            string numbers = HasScaledTarget ? "a.map((value, i) => value * targetDeviation[i] + targetMean[i])" : "a";
            Lines($"    return {numbers}{(Network.TargetName.Count == 1 ? "[0]" : "")};");
            return;
        }

        Lines($"    const labels = [{string.Join(", ", Network.Parameter.Schema.ClassLabel.Select(Label))}];");
        Lines(Network.Task == NetworkTask.Binary
            ? """
                  // The logistic function of the output, for the first class of its negative.
                  const e = Math.exp(-Math.abs(a[0]));
                  const second = (a[0] < 0 ? e : 1) / (1 + e);
                  const first = (a[0] < 0 ? 1 : e) / (1 + e);
                  return second > 0.5 ? { label: labels[1], probability: second } : { label: labels[0], probability: first };
              """
            : """
                  // Softmax, and the most probable class; the first one of equals.
                  const largest = Math.max(...a);
                  const powers = a.map((z) => Math.exp(z - largest));
                  const best = a.indexOf(largest);
                  return { label: labels[best], probability: powers[best] / powers.reduce((sum, power) => sum + power, 0) };
              """);
    }

    private static string Label(object label)
    {
        // A number is kept as one where JavaScript has it exactly.
        return label switch
        {
            bool flag => flag ? "true" : "false",
            double number when double.IsFinite(number) => NetworkJsonWriter.Shortest(number),
            _ when IsWhole(label, out long number) && Math.Abs(number) < 1L << 53 => number.ToString(CultureInfo.InvariantCulture),
            _ => CodeText.Quoted(DataSchema.LabelText(label)),
        };
    }

    private const string DateFunction = """

          // Days since 1970-01-01 of 2026-11-24, 2026-11-24T10:30:00Z, 11/24/2026 10:30 AM, 24.11.2026; without an offset as it stands.
          const toDays = (cell, column) => {
            if (cell instanceof Date && Number.isFinite(cell.getTime())) {
              return cell.getTime() / 86400000;
            }
            const m = typeof cell !== "string" ? null :
              /^(?:(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{1,2})\/(\d{1,2})\/(\d{4})|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?: ([AP])M)?)?(?: ?(Z|[+-]\d{2}:\d{2}))?$/i.exec(trim(cell));
            if (m === null) {
              throw wrong(cell, column);
            }
            const [year, month, day] = [m[1] ?? m[7] ?? m[10], m[3] ?? m[5] ?? m[9], m[4] ?? m[6] ?? m[8]].map(Number);
            const [minute, second] = [m[12] ?? 0, m[13] ?? 0].map(Number);
            const hour = m[15] === undefined ? Number(m[11] ?? 0) : (Number(m[11]) % 12) + (/p/i.test(m[15]) ? 12 : 0);
            const date = new Date(0);
            date.setUTCFullYear(year, month - 1, day);
            if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
              throw wrong(cell, column);
            }
            const offset = /^[+-]/.test(m[16] ?? "") ? (m[16][0] === "-" ? -1 : 1) * (Number(m[16].slice(1, 3)) * 60 + Number(m[16].slice(4))) : 0;
            const milliseconds = date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000;
            return Number(BigInt(milliseconds) * 10000n + BigInt((m[14] ?? "").padEnd(7, "0"))) / 864000000000;
          };
        """;

    private const string DurationFunction = """

          // Seconds of a span such as 00:02:30 or 1.12:00:00; a number is seconds.
          const toSeconds = (cell, column) => {
            if (typeof cell === "number" && Number.isFinite(cell)) {
              return cell;
            }
            const m = typeof cell !== "string" ? null : /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(trim(cell));
            if (m === null || Number(m[3]) > 23 || Number(m[4]) > 59 || Number(m[5] ?? 0) > 59) {
              throw wrong(cell, column);
            }
            const seconds = ((Number(m[2] ?? 0) * 24 + Number(m[3])) * 60 + Number(m[4])) * 60 + Number(m[5] ?? 0);
            return ((m[1] === "-" ? -1 : 1) * (seconds * 1e7 + Number((m[6] ?? "").padEnd(7, "0")))) / 1e7;
          };
        """;
}
