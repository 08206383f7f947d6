using System.Text.RegularExpressions;
using Microsoft.PowerShell;

namespace PSNeuralNet.Help;

/// <summary>Names of types as PowerShell displays them.</summary>
internal static partial class TypeNames
{
    /// <summary>The name in <c>Get-Command -Syntax</c>: <c>long</c>, <c>string[]</c>, <c>Dataset</c>.</summary>
    public static string Short(Type type) => NamespacePattern().Replace(ToStringCodeMethods.Type(PSObject.AsPSObject(type)), "");

    /// <summary>The name in <c>Get-Member</c>, with namespace: <c>System.Int64</c>, <c>PSNeuralNet.Data.Dataset</c>.</summary>
    public static string Full(Type type) =>
        type.IsGenericType ? ToStringCodeMethods.Type(PSObject.AsPSObject(type)) : type.FullName ?? type.Name;

    /// <summary>The element type of an array; any other type itself.</summary>
    public static Type Element(Type type) => type.IsArray ? type.GetElementType()! : type;

    [GeneratedRegex(@"\w+[.+]")]
    private static partial Regex NamespacePattern();
}
