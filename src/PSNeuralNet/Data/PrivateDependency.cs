using System.Reflection;
using System.Runtime.Loader;

namespace PSNeuralNet.Data;

/// <summary>
/// Loads what needs a third-party library from the folder <c>dependencies</c> beside this assembly, into a context of its own:
/// another module's copy of that library, in whatever version, is none of ours, and ours is none of its.
/// </summary>
internal sealed class PrivateDependency : AssemblyLoadContext
{
    private static readonly Lazy<PrivateDependency> Context = new(() => new PrivateDependency());
    private readonly Assembly _library = typeof(PrivateDependency).Assembly;
    private readonly string _folder;

    private PrivateDependency()
        : this(Path.Combine(Path.GetDirectoryName(typeof(PrivateDependency).Assembly.Location) ?? "", "dependencies"))
    {
    }

    /// <param name="folder">Where the files are.</param>
    internal PrivateDependency(string folder)
        : base("PSNeuralNet dependencies")
    {
        _folder = folder;
    }

    /// <summary>A parser of CSV texts.</summary>
    /// <param name="text">The text; the parser closes it.</param>
    /// <param name="delimiter">What stands between fields.</param>
    public static ICsvParser CreateCsvParser(TextReader text, char delimiter)
    {
        return Create<ICsvParser>("PSNeuralNet.Csv", "PSNeuralNet.Csv.CsvParser", text, delimiter);
    }

    /// <summary>An object of a class in that folder, by the interface that this library knows it by.</summary>
    /// <param name="assembly">The name of the assembly.</param>
    /// <param name="type">The full name of the class.</param>
    /// <param name="arguments">What its constructor takes.</param>
    /// <exception cref="NetworkException">A file lacks.</exception>
    public static T Create<T>(string assembly, string type, params object[] arguments)
    {
        return (T)Activator.CreateInstance(Context.Value.Find(assembly).GetType(type, throwOnError: true)!, arguments)!;
    }

    /// <summary>An assembly in that folder, with what it needs beside it.</summary>
    /// <exception cref="NetworkException">A file lacks.</exception>
    internal Assembly Find(string assembly)
    {
        RequireFile(assembly);
        Assembly found = LoadFromAssemblyName(new AssemblyName(assembly));
        foreach (string name in found.GetReferencedAssemblies().Select(reference => reference.Name!))
        {
            // The others are the runtime's own.
            if (!name.StartsWith("System.", StringComparison.Ordinal) && name != _library.GetName().Name)
            {
                RequireFile(name);
            }
        }

        return found;
    }

    private void RequireFile(string assembly)
    {
        string path = Path.Combine(_folder, assembly + ".dll");
        if (!File.Exists(path))
        {
            throw Failure.DependencyMissing(path);
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The interface has to be the one that the library knows.
        if (assemblyName.Name == _library.GetName().Name)
        {
            return _library;
        }

        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
