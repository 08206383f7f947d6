using System.Collections;

namespace PSNeuralNet.Commands;

/// <summary>Completes the names of columns that can be axes of a decision boundary, or that a partial dependence can be on.</summary>
internal sealed class AxisCompleter : SchemaCompleter
{
    protected override IEnumerable<string> Names(DataSchema schema, IDictionary bound) =>
        string.Equals(bound["Kind"]?.ToString(), nameof(ChartKind.PartialDependence), StringComparison.OrdinalIgnoreCase) ? PartialDependence.Columns(schema) : Chart.AxisColumns(schema);
}

/// <summary>Completes the names of columns that a partial dependence can be on.</summary>
internal sealed class DependenceCompleter : SchemaCompleter
{
    protected override IEnumerable<string> Names(DataSchema schema, IDictionary bound) => PartialDependence.Columns(schema);
}

/// <summary>Completes the names of classes.</summary>
internal sealed class ClassCompleter : SchemaCompleter
{
    protected override IEnumerable<string> Names(DataSchema schema, IDictionary bound) => schema.ClassName;
}
