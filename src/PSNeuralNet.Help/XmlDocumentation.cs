using System.Reflection;
using System.Xml.Linq;

namespace PSNeuralNet.Help;

/// <summary>The comments of one or more assemblies, by documentation id, from the files the compiler writes.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads a documentation file, and those beside it: the library's types are described there.</summary>
    public static XmlDocumentation Load(string path)
    {
        string full = Path.GetFullPath(path);
        XmlDocumentation documentation = new();
        documentation.Add(XDocument.Load(full, LoadOptions.PreserveWhitespace));
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(full)!, "*.xml").Order(StringComparer.Ordinal))
        {
            documentation.Add(XDocument.Load(file, LoadOptions.PreserveWhitespace));
        }

        return documentation;
    }

    /// <summary>The documentation id of a type: <c>T:PSNeuralNet.Data.Dataset</c>.</summary>
    public static string Id(Type type)
    {
        return "T:" + NameOf(type);
    }

    /// <summary>The documentation id of a property, where it is declared.</summary>
    public static string Id(PropertyInfo property)
    {
        return $"P:{NameOf(property.DeclaringType!)}.{property.Name}";
    }

    /// <summary>The documentation id of an enum's member.</summary>
    public static string Id(Type enumType, string member)
    {
        return $"F:{NameOf(enumType)}.{member}";
    }

    /// <summary>The comment on a member, through <c>inheritdoc cref</c>; null when there is none.</summary>
    public XElement? Find(string id)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        XElement? member = null;
        while (seen.Add(id) && _members.TryGetValue(id, out member)
            && member.Element("inheritdoc")?.Attribute("cref")?.Value is { } source)
        {
            id = source;
        }

        return member;
    }

    private static string NameOf(Type type)
    {
        Type plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (plain.FullName ?? plain.Name).Replace('+', '.');
    }

    private void Add(XDocument document)
    {
        // Other XML files lie in build folders too; only <doc> is the compiler's.
        if (document.Root?.Name != "doc")
        {
            return;
        }

        foreach (XElement member in document.Root.Elements("members").Elements("member"))
        {
            if (member.Attribute("name") is { } name)
            {
                _ = _members.TryAdd(name.Value, member);
            }
        }
    }
}
