using System.Collections.ObjectModel;
using System.Reflection;

namespace PSNeuralNet.Commands;

/// <summary>
/// Type adapter that exposes the matrices of parameters, gradients and caches as PowerShell properties, for any number of layers:
/// <c>$p.W1</c>, <c>$gradient.db2</c>, <c>$cache.A3</c>, followed by the properties of the class. See <see cref="TypeRegistration"/>.
/// </summary>
public sealed class NamedMatricesAdapter : PSPropertyAdapter
{
    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        IEnumerable<PSAdaptedProperty> matrices = ((NamedMatrices)baseObject).MatrixName.Select(name => new PSAdaptedProperty(name, null));
        IEnumerable<PSAdaptedProperty> own = OwnProperties(baseObject).Select(property => new PSAdaptedProperty(property.Name, property));
        return new Collection<PSAdaptedProperty>([.. matrices, .. own]);
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName)
    {
        var matrices = (NamedMatrices)baseObject;
        if (matrices.IndexOf(propertyName) is >= 0 and var index)
        {
            return new PSAdaptedProperty(index < matrices.MatrixName.Count ? matrices.MatrixName[index] : propertyName, null);
        }

        PropertyInfo? own = OwnProperties(baseObject).FirstOrDefault(property => IsSame(property.Name, propertyName));
        return own is null ? null : new PSAdaptedProperty(own.Name, own);
    }

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty) =>
        adaptedProperty.Tag is PropertyInfo own
            ? own.GetValue(adaptedProperty.BaseObject)
            : ((NamedMatrices)adaptedProperty.BaseObject)[adaptedProperty.Name];

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty) =>
        adaptedProperty.Tag is PropertyInfo own ? own.PropertyType.ToString() : "MathNet.Numerics.LinearAlgebra.Matrix[double]";

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) =>
        throw new SetValueException($"{adaptedProperty.Name} cannot be replaced. Change single values, as in $p.W1[0,0] = 1, or create new parameters.");

    private static IEnumerable<PropertyInfo> OwnProperties(object baseObject) =>
        baseObject.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0);

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
