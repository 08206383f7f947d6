namespace PSNeuralNet.Help;

/// <summary>The XML comments of one or more assemblies, by documentation id, from the documentation files of the compiler.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Loads a documentation file and all others in its folder, which describe the types of the library.</summary>
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
    public static string Id(Type type) => "T:" + NameOf(type);

    /// <summary>The documentation id of a property in its declaring type.</summary>
    public static string Id(PropertyInfo property) => $"P:{NameOf(property.DeclaringType!)}.{property.Name}";

    /// <summary>The documentation id of an enum member.</summary>
    public static string Id(Type enumType, string member) => $"F:{NameOf(enumType)}.{member}";

    /// <summary>The comment of a member, with elements inherited through <c>inheritdoc cref</c>; null if there is none.</summary>
    public XElement? Find(string id)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { id };
        XElement? member = _members.GetValueOrDefault(id);
        while (member?.Element("inheritdoc") is { } inherited && inherited.Attribute("cref")?.Value is { } source && seen.Add(source))
        {
            // An element of the member itself replaces the inherited one.
            IEnumerable<XElement> own = member.Elements().Where(element => element != inherited);
            member = new XElement(member.Name, own, _members.GetValueOrDefault(source)?.Elements().Where(element => own.All(other => other.Name != element.Name)));
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
        // Build folders also contain other XML files; those of the compiler have the root <doc>.
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
