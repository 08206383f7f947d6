# Ends the import with an error where another build of one of the module's assemblies is loaded: which one, from where, and what to do. A process
# keeps an assembly that it has loaded, and the engine's own error says no more than that. Run by PSNeuralNet.Assemblies.psm1.

function Assert-Assembly([System.Reflection.Assembly] $Assembly) {
    $name = $Assembly.GetName()
    $path = [System.IO.Path]::Combine($PSScriptRoot, "$($name.Name).dll")
    if ($Assembly.Location -eq $path -or [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($Assembly) -ne [System.Runtime.Loader.AssemblyLoadContext]::Default) { return }

    $own = [System.Reflection.AssemblyName]::GetAssemblyName($path)
    if ($name.Name -eq 'MathNet.Numerics') { $isSame = $name.Version -eq $own.Version }
    else {
        # All copies of a build have the same id.
        $stream = [System.IO.File]::OpenRead($path)
        try {
            $metadata = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader([System.Reflection.PortableExecutable.PEReader]::new($stream))
            $isSame = $Assembly.ManifestModule.ModuleVersionId -eq $metadata.GetGuid($metadata.GetModuleDefinition().Mvid)
        }
        finally { $stream.Dispose() }
    }

    if (-not $isSame) {
        $where = if ($Assembly.Location) { "'$($Assembly.Location)'" } else { 'memory' }
        $message = "The module PSNeuralNet in '$PSScriptRoot' needs its $($own.Name) $($own.Version), but this session has already loaded $($name.Name) $($name.Version) from $where, " +
        "and a process keeps what it has loaded. Start a new session, and import this module there first."
        throw [System.Management.Automation.ErrorRecord]::new([System.IO.FileLoadException]::new($message, $path), 'AssemblyConflict', 'ResourceExists', $Assembly.Location)
    }
}

foreach ($assembly in [System.AppDomain]::CurrentDomain.GetAssemblies()) {
    if ($assembly.FullName -match '^(MathNet\.Numerics|PSNeuralNet(\.Module)?), ') { Assert-Assembly $assembly }
}
