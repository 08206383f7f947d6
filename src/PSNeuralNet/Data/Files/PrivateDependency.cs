using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PSNeuralNet.Data;

/// <summary>
/// AssemblyLoadContext of third-party libraries, loaded from one folder: <c>dependencies</c> beside this assembly, or that of the module
/// PSNeuralNet.Charts. Isolates them from other versions that other modules load.
/// </summary>
internal sealed class PrivateDependency : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, Lazy<PrivateDependency>> Contexts = new(StringComparer.Ordinal);
    private readonly Assembly _library = typeof(PrivateDependency).Assembly;
    private readonly string _folder;

    /// <param name="folder">Folder of the files.</param>
    internal PrivateDependency(string folder)
        : base("PSNeuralNet dependencies")
    {
        _folder = folder;
    }

    /// <summary>The folder beside this assembly.</summary>
    public static string Beside { get; } = Path.Combine(Path.GetDirectoryName(typeof(PrivateDependency).Assembly.Location) ?? "", "dependencies");

    /// <summary>Creates a CSV parser.</summary>
    /// <param name="text">The text; disposed by the parser.</param>
    /// <param name="delimiter">The delimiter.</param>
    /// <exception cref="FormatException">The first record is wrongly quoted, or endless.</exception>
    public static ICsvParser CreateCsvParser(TextReader text, char delimiter) =>
        Create<ICsvParser>(Beside, "PSNeuralNet.Csv", "PSNeuralNet.Csv.CsvParser", new LineEndReader(text, delimiter), delimiter);

    /// <summary>Creates an object of a class in a folder, and uses it; every exception becomes an error.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="assembly">The name of the assembly.</param>
    /// <param name="type">The full name of the class.</param>
    /// <param name="use">Uses the object; must not call code of users, whose exceptions are theirs.</param>
    /// <param name="error">Creates the error.</param>
    /// <exception cref="NetworkException">The library failed, or a file lacks.</exception>
    public static TResult Use<T, TResult>(string folder, string assembly, string type, Func<T, TResult> use, Func<Exception, NetworkException> error)
    {
        try
        {
            return use(Create<T>(folder, assembly, type));
        }
        catch (Exception exception) when (exception is not NetworkException)
        {
            throw error(exception.GetBaseException());
        }
    }

    private static T Create<T>(string folder, string assembly, string type, params object[] arguments) =>
        (T)Activator.CreateInstance(Contexts.GetOrAdd(folder, static path => new Lazy<PrivateDependency>(() => new PrivateDependency(path))).Value.Find(assembly).GetType(type, throwOnError: true)!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    /// <summary>Loads an assembly of that folder, with its dependencies.</summary>
    /// <exception cref="NetworkException">A file lacks.</exception>
    internal Assembly Find(string assembly)
    {
        RequireFile(assembly);
        Assembly found = Load(assembly);
        HashSet<string?> shared = [.. _library.GetReferencedAssemblies().Select(reference => reference.Name)];
        foreach (string name in found.GetReferencedAssemblies().Select(reference => reference.Name!))
        {
            // Other assemblies are shared: those of the runtime and of this library, MathNet included.
            if (!name.StartsWith("System.", StringComparison.Ordinal) && name != _library.GetName().Name && !shared.Contains(name))
            {
                RequireFile(name);
            }
        }

        return found;
    }

    private Assembly Load(string assembly)
    {
        try
        {
            return LoadFromAssemblyName(new AssemblyName(assembly));
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            throw DataFileErrors.DependencyDamaged(PathOf(assembly), exception.Message);
        }
    }

    private void RequireFile(string assembly)
    {
        if (!File.Exists(PathOf(assembly)))
        {
            throw DataFileErrors.DependencyMissing(PathOf(assembly));
        }
    }

    private string PathOf(string? assembly) => Path.Combine(_folder, assembly + ".dll");

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Shared, so that both sides have the same interface type.
        if (assemblyName.Name == _library.GetName().Name)
        {
            return _library;
        }

        string path = PathOf(assemblyName.Name);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string extension = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        string path = Path.Combine(_folder, "runtimes", Platform(), "native", unmanagedDllName + extension);
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : nint.Zero;
    }

    /// <summary>NuGet's name of this platform: "linux-x64", "linux-musl-x64", "win-arm64", "osx" ...</summary>
    private static string Platform()
    {
#pragma warning disable CA1308 // that is how it is written
        string processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        bool isMusl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
        return OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? $"win-{processor}" : $"linux-{(isMusl ? "musl-" : "")}{processor}";
    }
}
