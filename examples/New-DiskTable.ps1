<#
.SYNOPSIS
    Makes up a table of disks as a monitoring tool would write it: what they are, how long they have run, what SMART says of them,
    and whether they failed in the month after. Some cells are empty, as in life.
.DESCRIPTION
    The risk of a disk grows with its reallocated and pending sectors, its heat, its age, and with a firmware that is known for it.
    Chance has its part, so that no network can be right always. The same seed gives the same table.
.EXAMPLE
    ./examples/New-DiskTable.ps1 -Count 2000 -Seed 1 | Export-Csv disks.csv
.EXAMPLE
    ./examples/New-DiskTable.ps1 -Count 24 -Seed 7 -Server SRV-07
#>
[CmdletBinding()]
param(
    # How many disks.
    [ValidateRange(1, 1000000)]
    [int] $Count = 2000,

    # The seed of everything that is left to chance.
    [long] $Seed = 1,

    # The server whose disks these are: they get the columns server and slot, and none that says whether they failed, as nobody knows yet.
    [string] $Server
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

$random = [PSNeuralNet.Numerics.RandomState]::new($Seed)
$models = 'Aquila 4TB', 'Aquila 8TB', 'Boreas 1TB', 'Corvus 2TB'
$today = [datetime]::new(2026, 11, 1)

foreach ($i in 1..$Count) {
    $model = $models[$random.RandInt(0, 4)]
    $isSolid = $model -like 'Boreas*'
    $days = 30 + [int][Math]::Floor(2500 * $random.Uniform())
    $hours = [int][Math]::Floor(24 * $days * (0.6 + 0.4 * $random.Uniform()))
    $firmware = ('1.04', '1.05', '2.00')[$random.RandInt(0, 3)]
    $temperature = [Math]::Round(34 + 6 * $random.StandardNormal() + 4 * [int] (-not $isSolid), 1)

    # Wear: most disks have none, some a little, a few a lot.
    $wear = [Math]::Max(0, $random.StandardNormal() - 1 + $days / 1800)
    $reallocated = [int][Math]::Floor(14 * $wear * $wear)
    $pending = [int][Math]::Floor(5 * $wear * $random.Uniform())
    $readErrors = [int][Math]::Floor([Math]::Exp(1.5 + 0.8 * $random.StandardNormal() + 0.5 * $wear))

    $risk = -6.5 + 0.11 * $reallocated + 0.7 * $pending + 0.12 * [Math]::Max(0, $temperature - 42) + $hours / 30000 + 2.2 * [int] ($firmware -eq '1.04' -and -not $isSolid)
    $failed = $random.Uniform() -lt 1 / (1 + [Math]::Exp(-$risk))

    # Some sensors are silent.
    if ($random.Uniform() -lt 0.06) { $temperature = $null }
    if ($random.Uniform() -lt 0.03) { $readErrors = $null }

    $row = [ordered]@{}
    if ($Server) { $row.server = $Server; $row.slot = $i }
    $row.model = $model
    $row.interface = if ($isSolid) { 'nvme' } elseif ($model -like 'Corvus*') { 'sas' } else { 'sata' }
    $row.firmware = "fw $firmware"
    $row.installed = $today.AddDays(-$days).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
    $row.power_on_hours = $hours
    $row.temperature = if ($null -eq $temperature) { '' } else { $temperature.ToString([cultureinfo]::InvariantCulture) }
    $row.reallocated_sectors = $reallocated
    $row.pending_sectors = $pending
    $row.read_errors = $readErrors
    if (-not $Server) { $row.failed = if ($failed) { 'yes' } else { 'no' } }
    [pscustomobject] $row
}
