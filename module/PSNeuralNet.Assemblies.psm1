# Runs PSNeuralNet.Conflict.ps1 where an assembly of the module is loaded before it is imported. The engine has loaded that of the root module by now,
# but neither of those that it uses. These two lines run at every import: a function or a command here would take ten times as long, at first use.
$loaded = [string] [System.AppDomain]::CurrentDomain.GetAssemblies()
if ($loaded.Contains('PSNeuralNet, ') -or $loaded.Contains('MathNet.Numerics, ')) { . "$PSScriptRoot/PSNeuralNet.Conflict.ps1" }
