# Loads the module's assemblies. A process keeps an assembly that it has loaded: where another build of one is loaded, the import ends with an
# error that says which one, from where, and what to do.

function Get-BuildId([string] $Path) {
    # The same in all copies of a build.
    $stream = [System.IO.File]::OpenRead($Path)
    try {
        $file = [System.Reflection.PortableExecutable.PEReader]::new($stream)
        $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($file)
        $metadata.GetGuid($metadata.GetModuleDefinition().Mvid)
    }
    finally { $stream.Dispose() }
}

$names = 'MathNet.Numerics', 'PSNeuralNet', 'PSNeuralNet.Module'
$loaded = @{}
foreach ($assembly in [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies) {
    $name = $assembly.FullName.Substring(0, $assembly.FullName.IndexOf(','))
    if ($names -contains $name) { $loaded[$name] = $assembly }
}

foreach ($name in $names) {
    $path = Join-Path $PSScriptRoot "$name.dll"
    $assembly = $loaded[$name]
    if (-not $assembly) {
        [System.Reflection.Assembly]::LoadFrom($path) | Out-Null
    }
    elseif ($assembly.Location -ne $path) {
        $own = [System.Reflection.AssemblyName]::GetAssemblyName($path)
        $isSame = if ($name -eq 'MathNet.Numerics') { $assembly.GetName().Version -eq $own.Version } else { $assembly.ManifestModule.ModuleVersionId -eq (Get-BuildId $path) }
        if (-not $isSame) {
            $where = if ($assembly.Location) { "'$($assembly.Location)'" } else { 'memory' }
            $message = "The module PSNeuralNet in '$PSScriptRoot' needs its $name $($own.Version), but this session has already loaded $name $($assembly.GetName().Version) from $where, " +
            "and a process keeps what it has loaded. Start a new session, and import this module there first."
            throw [System.Management.Automation.ErrorRecord]::new([System.IO.FileLoadException]::new($message, $path), 'AssemblyConflict', 'ResourceExists', $assembly.Location)
        }
    }
}

Export-ModuleMember
