using System.Globalization;
using PSNeuralNet.Data;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Persistence;

/// <summary>A network as a function in PowerShell, which needs no module.</summary>
internal sealed class PowerShellCode(NeuralNetwork network, string name) : CodeWriter(network)
{
    public override string Write()
    {
        string function = $"Get-{CodeText.Identifier(name)}Prediction";
        Lines(Origin(), "# ");
        Lines($$"""
            #
            # Dot-source this file, then pipe rows to {{function}}: objects or dictionaries with these columns, and others if they like.
            # Cells are read as Get-NetworkPrediction reads them. A text that was not in the training data is none of those known.
            function {{function}} {
                [CmdletBinding()]
                param(
                    # A row.
                    [Parameter(Mandatory, ValueFromPipeline)]
                    [object] $InputObject
                )

                begin {
                    $invariant = [System.Globalization.CultureInfo]::InvariantCulture
            """);
        WriteColumns();
        WriteScaling();
        WriteLayers();
        Lines("    }\n\n    process {");
        WriteFeatures();
        WriteForward();
        WriteResult();
        Lines("    }\n}");
        return Code.ToString();
    }

    private void WriteColumns()
    {
        Lines("""

                    # Each column, how many features it becomes, and those of a missing cell ($null: it must not be missing).
                    $columns = @(
            """);
        foreach (ExportColumn column in Column)
        {
            string categories = column.IsText ? $"; Category = [string[]] @({string.Join(", ", column.Category.Select(CodeText.SingleQuoted))})" : "";
            string missing = column.Missing is null ? "$null" : $"[double[]] @({Row(column.Missing)})";
            Lines($"            @{{ Name = {CodeText.SingleQuoted(column.Name)}; Kind = '{column.Kind}'{categories}; Size = {column.FeatureCount}; Missing = {missing} }}");
        }

        Lines("        )");
        if (Has(ColumnKind.Date))
        {
            string formats = string.Join(",\n            ", CellTime.DateFormats.Select(CodeText.SingleQuoted).Chunk(6).Select(chunk => string.Join(", ", chunk)));
            Lines($"\n        $dateFormats = [string[]] @(\n            {formats}\n        )");
        }
    }

    private void WriteScaling()
    {
        if (IsStandardized)
        {
            Lines($"""

                        # A feature is seen as (x - mean) / deviation.
                        $mean = [double[]] @(
                            {Numbers(Network.Scaling!.FeatureMean, "            ")}
                        )
                        $deviation = [double[]] @(
                            {Numbers(Network.Scaling.FeatureDeviation, "            ")}
                        )
                """);
        }

        if (HasScaledTarget)
        {
            Lines($"""

                        # A number is output * targetDeviation + targetMean.
                        $targetMean = [double[]] @({Row(Network.Scaling!.TargetMean)})
                        $targetDeviation = [double[]] @({Row(Network.Scaling.TargetDeviation)})
                """);
        }
    }

    private void WriteLayers()
    {
        Lines("""

                    # z = weight a + bias, then the activation. The weights of a unit stand together.
                    $layers = @(
            """);
        for (int layer = 1; layer <= Network.Layer.Count; layer++)
        {
            string activation = layer == Network.Layer.Count ? "" : Network.Activation[layer - 1].ToString();
            Lines($$"""
                            @{
                                Activation = '{{activation}}'
                                Bias       = [double[]] @(
                                    {{Numbers(Biases(layer), "                    ")}}
                                )
                                Weight     = [double[]] @(
                                    {{string.Join(",\n                    ", Weights(layer).Select(row => Numbers(row, "                    ")))}}
                                )
                            }
                """);
        }

        Lines("        )");
    }

    private void WriteFeatures()
    {
        Lines("""
                    # The features of the row.
                    $a = [System.Collections.Generic.List[double]]::new()
                    foreach ($column in $columns) {
                        if ($InputObject -is [System.Collections.IDictionary]) {
                            $isThere = $InputObject.Contains($column.Name)
                            $cell = $InputObject[$column.Name]
                        }
                        else {
                            $property = $InputObject.PSObject.Properties[$column.Name]
                            $isThere = $null -ne $property
                            $cell = if ($isThere) { $property.Value }
                        }

                        if (-not $isThere) { throw "The row has no column '$($column.Name)'." }
                        $text = [System.Convert]::ToString($cell, $invariant).Trim()
                        if ($text -in '', 'NA', 'N/A', 'NaN', 'null') {
                            if ($null -eq $column.Missing) { throw "Column '$($column.Name)' is missing." }
                            $a.AddRange($column.Missing)
                            continue
                        }

                        $features = [double[]]::new($column.Size)
            """);
        if (Column.Any(column => column.IsText))
        {
            Lines("""
                            if ($column.Kind -in 'Category', 'Enumeration') {
                                $index = [System.Array]::IndexOf($column.Category, $text)
                                if ($index -ge 0) { $features[$index] = 1 }
                                $a.AddRange($features)
                                continue
                            }

                """);
        }

        if (Column.Any(column => !column.IsText))
        {
            WriteNumbers();
        }

        Lines("        }\n");
    }

    private void WriteNumbers()
    {
        Lines("""
                        $number = 0.0
                        $isRight = $false
                        switch ($column.Kind) {
            """);
        if (Has(ColumnKind.Date))
        {
            Lines("""
                                'Date' {
                                    $date = [System.DateTimeOffset]::MinValue
                                    $isRight = $true
                                    if ($cell -is [datetime]) { $ticks = $cell.Ticks }
                                    elseif ($cell -is [System.DateTimeOffset]) { $ticks = $cell.UtcTicks }
                                    else {
                                        $isRight = [System.DateTimeOffset]::TryParseExact($text, $dateFormats, $invariant, [System.Globalization.DateTimeStyles]::AssumeUniversal, [ref] $date)
                                        $ticks = $date.UtcTicks
                                    }
                                    $number = [double] ($ticks - 621355968000000000) / 864000000000    # days since 1970-01-01
                                }
                """);
        }

        if (Has(ColumnKind.Duration))
        {
            Lines("""
                                'Duration' {
                                    $span = [timespan]::Zero
                                    if ($cell.GetType().FullName -eq 'System.TimeOnly') { $text = $cell.ToTimeSpan().ToString('c', $invariant) }
                                    $isRight = [timespan]::TryParseExact($text, 'c', $invariant, [ref] $span)
                                    $number = $span.TotalSeconds
                                }
                """);
        }

        Lines("""
                            default {
                                if ($cell -is [bool]) { $isRight = $true; $number = if ($cell) { 1.0 } else { 0.0 } }
                                elseif ($column.Kind -eq 'Boolean' -and $text -in 'true', 'false') { $isRight = $true; $number = if ($text -eq 'true') { 1.0 } else { 0.0 } }
                                elseif ($cell -is [string]) { $isRight = [double]::TryParse($text, [System.Globalization.NumberStyles]::Float, $invariant, [ref] $number) }
                                elseif ($cell -is [System.IConvertible] -and $cell -isnot [enum] -and [int] $cell.GetTypeCode() -in 5..15) { $isRight = $true; $number = [System.Convert]::ToDouble($cell, $invariant) }
                            }
                        }

                        if (-not $isRight -or [double]::IsNaN($number) -or [double]::IsInfinity($number)) { throw "Column '$($column.Name)': '$text' is no $($column.Kind)." }
                        $features[0] = $number
                        $a.AddRange($features)
            """);
    }

    private void WriteForward()
    {
        if (IsStandardized)
        {
            Lines("        for ($i = 0; $i -lt $a.Count; $i++) { $a[$i] = ($a[$i] - $mean[$i]) / $deviation[$i] }\n");
        }

        Lines("""
                    # Layer after layer.
                    $a = $a.ToArray()
                    foreach ($layer in $layers) {
                        $weight = $layer.Weight
                        $z = [double[]] $layer.Bias.Clone()
                        $at = 0
                        for ($unit = 0; $unit -lt $z.Length; $unit++) {
                            $sum = $z[$unit]
                            foreach ($value in $a) { $sum += $weight[$at++] * $value }
                            $z[$unit] = $sum
                        }

                        for ($unit = 0; $unit -lt $z.Length; $unit++) {
                            $value = $z[$unit]
                            switch ($layer.Activation) {
            """);
        foreach (Activation activation in HiddenActivation)
        {
            Lines(activation switch
            {
                Activation.Tanh => "                    'Tanh' { $value = [System.Math]::Tanh($value) }",
                Activation.ReLU => "                    'ReLU' { $value = [System.Math]::Max(0.0, $value) }",
                Activation.LeakyReLU => "                    'LeakyReLU' { if ($value -lt 0) { $value *= 0.01 } }",
                Activation.Sigmoid => "                    'Sigmoid' { $e = [System.Math]::Exp(-[System.Math]::Abs($value)); $value = $(if ($value -lt 0) { $e } else { 1.0 }) / (1 + $e) }",
                Activation.Identity => "                    'Identity' { }",
                _ => """
                                        'GELU' {
                                            # z times the normal distribution, by Marsaglia's series.
                                            $sum = $term = $value
                                            for ($k = 3; $sum + $term -ne $sum -and [System.Math]::Abs($value) -le 9; $k += 2) { $term *= $value * $value / $k; $sum += $term }
                                            $share = 0.5 + $sum * [System.Math]::Exp(-0.5 * $value * $value) / [System.Math]::Sqrt(2 * [System.Math]::PI)
                                            $value *= $(if ($value -lt -9) { 0.0 } elseif ($value -gt 9) { 1.0 } else { $share })
                                        }
                    """,
            });
        }

        Lines("""
                            }

                            $z[$unit] = $value
                        }

                        $a = $z
                    }

            """);
    }

    private void WriteResult()
    {
        if (Network.Task == NetworkTask.Regression)
        {
            Lines("        [pscustomobject] @{");
            for (int i = 0; i < Network.TargetName.Count; i++)
            {
                string property = Network.TargetName.Count == 1 ? "Prediction" : CodeText.SingleQuoted($"Prediction({Network.TargetName[i]})");
                string number = HasScaledTarget ? $"$a[{i}] * $targetDeviation[{i}] + $targetMean[{i}]" : $"$a[{i}]";
                Lines($"            {property} = {number}");
            }

            Lines("        }");
            return;
        }

        Lines($"        $labels = @({string.Join(", ", Network.Parameter.Schema.ClassLabel.Select(Label))})");
        Lines(Network.Task == NetworkTask.Binary
            ? """
                      # The logistic function of the output, for the first class of its negative.
                      $e = [System.Math]::Exp(-[System.Math]::Abs($a[0]))
                      $second = $(if ($a[0] -lt 0) { $e } else { 1.0 }) / (1 + $e)
                      $first = $(if ($a[0] -lt 0) { 1.0 } else { $e }) / (1 + $e)
                      if ($second -gt 0.5) { [pscustomobject] @{ Prediction = $labels[1]; Probability = $second } }
                      else { [pscustomobject] @{ Prediction = $labels[0]; Probability = $first } }
              """
            : """
                      # Softmax, and the most probable class; the first one of equals.
                      $best = 0
                      for ($i = 1; $i -lt $a.Length; $i++) { if ($a[$i] -gt $a[$best]) { $best = $i } }
                      $sum = 0.0
                      foreach ($z in $a) { $sum += [System.Math]::Exp($z - $a[$best]) }
                      [pscustomobject] @{ Prediction = $labels[$best]; Probability = 1 / $sum }
              """);
    }

    private static string Label(object label)
    {
        return label switch
        {
            bool flag => flag ? "$true" : "$false",
            double number when double.IsFinite(number) => $"[double] {NetworkJsonWriter.Shortest(number)}",
            _ when IsWhole(label, out long number) => number.ToString(CultureInfo.InvariantCulture),
            _ => CodeText.SingleQuoted(DataSchema.LabelText(label)),
        };
    }
}
