using System.Collections.ObjectModel;
using System.Management.Automation;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Commands;

/// <summary>
/// Makes the matrices of parameters, gradients and caches properties in PowerShell, however many layers there are:
/// <c>$p.W1</c>, <c>$gradient.db2</c>, <c>$cache.A3</c>. Registered in PSNeuralNet.Types.ps1xml.
/// </summary>
public sealed class NamedMatricesAdapter : PSPropertyAdapter
{
    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        return new Collection<PSAdaptedProperty>([.. ((NamedMatrices)baseObject).MatrixName.Select(name => new PSAdaptedProperty(name, null))]);
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName)
    {
        string? name = ((NamedMatrices)baseObject).MatrixName
            .FirstOrDefault(name => string.Equals(name, propertyName, StringComparison.OrdinalIgnoreCase));
        return name is null ? null : new PSAdaptedProperty(name, null);
    }

    /// <inheritdoc/>
    public override object GetPropertyValue(PSAdaptedProperty adaptedProperty)
    {
        return ((NamedMatrices)adaptedProperty.BaseObject)[adaptedProperty.Name];
    }

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty)
    {
        return "MathNet.Numerics.LinearAlgebra.Matrix[double]";
    }

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value)
    {
        throw new SetValueException($"{adaptedProperty.Name} cannot be replaced. Change single values, as in $p.{adaptedProperty.Name}[0,0] = 1, or create new parameters.");
    }
}
