using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PSNeuralNet.Help;

/// <summary>Source locations of types and properties, from the debug symbols (.pdb) beside the assembly.</summary>
internal sealed class SourceLocations : IDisposable
{
    private readonly string _assembly;
    private readonly MetadataReaderProvider? _symbols;

    public SourceLocations(string assembly)
    {
        _assembly = assembly;
        string path = Path.ChangeExtension(assembly, ".pdb");
        _symbols = File.Exists(path) ? MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(path)) : null;
    }

    /// <summary>The first line of code of a class, which may be a few lines below its comment: symbols cover code only.</summary>
    public SourceLocation Find(Type type)
    {
        const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        IEnumerable<SourceLocation> known = type.GetMethods(Own).Select(Find).OfType<SourceLocation>().OrderBy(place => place.Line);
        return known.FirstOrDefault() ?? Unknown();
    }

    /// <summary>The line of a property's getter.</summary>
    public SourceLocation Find(PropertyInfo property) => (property.GetMethod is { } getter ? Find(getter) : null) ?? Unknown();

    public void Dispose() => _symbols?.Dispose();

    private SourceLocation? Find(MethodInfo method)
    {
        if (_symbols is null || method.Module.FullyQualifiedName != _assembly)
        {
            return null;
        }

        MetadataReader reader = _symbols.GetMetadataReader();
        MethodDefinitionHandle handle = MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0x00FFFFFF);
        MethodDebugInformation information = reader.GetMethodDebugInformation(handle.ToDebugInformationHandle());
        foreach (SequencePoint point in information.GetSequencePoints())
        {
            if (!point.IsHidden)
            {
                return new SourceLocation(reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine);
            }
        }

        return null;
    }

    private SourceLocation Unknown() => new SourceLocation(_assembly, 0);
}
