using System.Management.Automation;
using System.Text.RegularExpressions;
using Microsoft.PowerShell;

namespace PSNeuralNet.Help;

/// <summary>Types, in the words of the prompt.</summary>
internal static partial class TypeNames
{
    /// <summary>As <c>Get-Command -Syntax</c> spells it: <c>long</c>, <c>string[]</c>, <c>Dataset</c>.</summary>
    public static string Short(Type type)
    {
        return NamespacePattern().Replace(ToStringCodeMethods.Type(PSObject.AsPSObject(type)), "");
    }

    /// <summary>With its namespace, as <c>Get-Member</c> shows it: <c>System.Int64</c>, <c>PSNeuralNet.Data.Dataset</c>.</summary>
    public static string Full(Type type)
    {
        return type.IsGenericType ? ToStringCodeMethods.Type(PSObject.AsPSObject(type)) : type.FullName ?? type.Name;
    }

    /// <summary>The type of one element of an array, else the type itself.</summary>
    public static Type Element(Type type)
    {
        return type.IsArray ? type.GetElementType()! : type;
    }

    [GeneratedRegex(@"\w+[.+]")]
    private static partial Regex NamespacePattern();
}
