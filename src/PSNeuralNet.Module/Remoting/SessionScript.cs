using System.IO.Compression;

namespace PSNeuralNet.Commands;

/// <summary>The script that runs in a session during a search, and the library that -Deploy sends to it.</summary>
internal static class SessionScript
{
    /// <summary>The beginning of a line about the module, instead of an answer of the host.</summary>
    public const string ModuleLine = "module ";

    /// <summary>The line for a module that is missing.</summary>
    public const string Missing = ModuleLine + "missing";

    /// <summary>The beginning of the line for other versions of the module.</summary>
    public const string Versions = ModuleLine + "version ";

    /// <summary>
    /// Loads the library, and processes lines until the input ends. Without -Library, the module is imported, and removed again where it was not there before. With it, the assemblies are loaded
    /// from memory, beside other versions: nothing is written to the machine. A process keeps an assembly; the next search with the same build uses it again.
    /// </summary>
    public const string Text = """
        param([string] $Version, [string] $Build, [byte[][]] $Library)
        begin {
            $searchHost = $imported = $null
            try {
                if ($Library) {
                    $name = "PSNeuralNet $Build"
                    $context = @([System.Runtime.Loader.AssemblyLoadContext]::All).Where({ $_.Name -eq $name }, 'First')[0]
                    if (-not $context) {
                        $context = [System.Runtime.Loader.AssemblyLoadContext]::new($name)
                        foreach ($compressed in $Library) {
                            $deflate = [System.IO.Compression.DeflateStream]::new([System.IO.MemoryStream]::new($compressed), [System.IO.Compression.CompressionMode]::Decompress)
                            $bytes = [System.IO.MemoryStream]::new()
                            $deflate.CopyTo($bytes)
                            $bytes.Position = 0
                            $null = $context.LoadFromStream($bytes)
                        }
                    }
                    $assembly = @($context.Assemblies).Where({ $_.GetName().Name -eq 'PSNeuralNet' }, 'First')[0]
                    $type = $assembly.GetType('PSNeuralNet.Search.SearchHost', $true)
                }
                else {
                    $module = @(Get-Module PSNeuralNet)
                    if (-not $module) { $module = @(Get-Module PSNeuralNet -ListAvailable) }
                    $wanted = $module.Where({ $_.Version -eq $Version }, 'First')[0]
                    if (-not $wanted) {
                        if ($module) { "module version $(@($module.Version) -join ', ')" } else { 'module missing' }
                        return
                    }
                    if (-not (Get-Module PSNeuralNet)) { $imported = Import-Module $wanted.Path -PassThru -ErrorAction Stop }
                    $type = [PSNeuralNet.Search.SearchHost]
                }
                $searchHost = $type::new()
            }
            catch { "module failed: $_" }
        }
        process {
            if ($searchHost) {
                $answer = $searchHost.Process($_)
                if ($null -ne $answer) { $answer }
            }
        }
        clean {
            if ($searchHost) { $searchHost.Dispose() }
            if ($imported) { Remove-Module $imported }
        }
        """;

    private static readonly Lazy<byte[][]> Assemblies = new(() => [.. new[] { typeof(MathNet.Numerics.LinearAlgebra.Matrix<double>), typeof(SearchHost) }.Select(type => Compressed(type.Assembly.Location))]);

    /// <summary>The assemblies that trainings need, compressed: that of the module's library last.</summary>
    public static byte[][] Library => Assemblies.Value;

    /// <summary>The id of this build of the library.</summary>
    public static string Build { get; } = typeof(SearchHost).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    private static byte[] Compressed(string path)
    {
        var compressed = new System.IO.MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal))
        using (System.IO.FileStream file = System.IO.File.OpenRead(path))
        {
            file.CopyTo(deflate);
        }

        return compressed.ToArray();
    }
}
