<#
.SYNOPSIS
    Makes up tickets of a help desk: when and where they came from, their subject in the words of the people who wrote them, and the team that
    solved them.
.DESCRIPTION
    A subject has a core that one team knows best, and about it words that all people use: greetings, places, times, haste. Some are
    misspelled, some say nothing of what is wrong, and one in twenty was solved by another team than its words suggest, so that no network can be
    right always. The same seed gives the same table.
.EXAMPLE
    ./examples/New-TicketTable.ps1 -Count 2000 -Seed 1 | Export-Csv tickets.csv
.EXAMPLE
    ./examples/New-TicketTable.ps1 -Count 10 -Seed 7 -New
#>
[CmdletBinding()]
param(
    # How many tickets.
    [ValidateRange(1, 1000000)]
    [int] $Count = 2000,

    # The seed of everything that is left to chance.
    [long] $Seed = 1,

    # Leaves out the team, as nobody knows it yet.
    [switch] $New
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSNeuralNet)) { Import-Module "$PSScriptRoot/../output/PSNeuralNet" }

$random = [PSNeuralNet.Numerics.RandomState]::new($Seed)
function Get-One([object[]] $From) { $From[$random.RandInt(0, $From.Count)] }
function Test-Chance([double] $Probability) { $random.Uniform() -lt $Probability }

# Words for the braces of the subjects.
$words = @{
    app     = 'Excel', 'Teams', 'the ERP client', 'Acrobat', 'the CRM', 'Outlook', 'SAP', 'the time sheet tool', 'AutoCAD', 'Word'
    device  = 'laptop', 'notebook', 'docking station', 'monitor', 'desktop PC', 'keyboard', 'headset', 'tablet'
    disk    = 'backup job', 'file server', 'database server', 'print server', 'mail server', 'test server', 'web server'
    file    = 'budget.xlsx', 'the project folder', 'last week''s report', 'the shared drive', 'drive H:', 'an old mailbox'
    number  = '0x80070005', '0x800f0922', 'error 1603', 'error 404', 'error 691', 'code 43', 'event 7031'
    person  = 'a new colleague', 'an intern', 'a contractor', 'Ms Weber', 'Mr Rossi', 'our team lead', 'the new apprentice'
    place   = 'in room 2.14', 'on the 3rd floor', 'in building C', 'at the front desk', 'in the warehouse', 'in the Lyon office', 'at home'
    printer = 'printer', 'plotter', 'label printer', 'copier', 'multifunction printer'
    time    = 'since this morning', 'since the update', 'since Monday', 'again', 'every day at noon', 'since the move', 'for two weeks now', 'after lunch'
}

$subjects = [ordered]@{
    Access   = 'Password expired and cannot be changed', 'Account locked after too many attempts', 'No access to {file}', 'Please give {person} access to {file}',
               'Cannot log in to {app}', 'Login to {app} asks for the password over and over', 'New account for {person}', 'Reset of the second factor, new phone',
               'Access denied when opening {file}', 'User {person} leaves, please disable the account', 'Permission for {file} is missing', 'Authenticator app shows no code'
    Hardware = '{device} does not turn on', 'Fan of the {device} is very loud', 'Battery of the {device} lasts ten minutes', 'Screen of the {device} flickers',
               'New {device} for {person}', '{device} gets hot and turns off', 'Coffee spilled over the {device}', 'Order of a second {device}',
               'Keys of the {device} are stuck', 'USB port of the {device} is loose', '{device} is slow and the disk is full', 'Cracked display of the {device}'
    Network  = 'No internet {place}', 'Wifi drops every few minutes', 'VPN does not connect, {number}', 'Network is very slow {place}',
               'Network socket {place} is dead', 'VPN disconnects during calls', 'Wifi password for guests', '{app} is slow over VPN',
               'Cannot reach the {disk} by name', 'No IP address after docking', 'Video calls stutter {place}', 'Firewall blocks the web site of a supplier'
    Printing = '{printer} prints blank pages', 'Paper jam in the {printer} {place}', 'Toner of the {printer} is empty', 'Scan to mail does not arrive',
               '{printer} is offline {place}', 'Print job hangs in the queue', 'Labels are cut off at the edge', 'Cannot find the {printer} {place}',
               '{printer} prints only in black and white', 'Scanner of the {printer} draws a line', 'Documents from {app} print in the wrong size', 'Driver for the {printer} is missing'
    Server   = 'Disk full on the {disk}', '{disk} is down', 'Backup of the {disk} failed, {number}', 'Certificate of the {disk} expires next week',
               'Restore {file} from the backup', 'CPU of the {disk} at 100 percent', 'Service on the {disk} stops, {number}', 'Reboot of the {disk} after patches',
               '{disk} is slow', 'Monitoring reports the {disk} as unreachable', 'More memory for the {disk}', 'Scheduled task on the {disk} did not run'
    Software = '{app} crashes when saving', '{app} shows {number}', 'Install {app} for {person}', 'License of {app} expired', 'Update of {app} fails, {number}',
               '{app} hangs when opening {file}', 'Add-in of {app} is gone', '{app} is in the wrong language', 'Macro in {file} no longer runs',
               '{app} starts with a blank window', 'Shortcut of {app} is missing', 'Export from {app} has wrong dates'
}
$vague = 'Nothing works {time}', 'Please call me back, it is urgent', 'Question about my {device}', 'It does not work {place}', 'Problem with {app}', 'Same error as last week', 'Need help {place}, please'
$openers = 'Hello, ', 'Urgent: ', 'Hi team, ', 'RE: ', 'FW: ', 'Please help: ', 'Good morning, ', 'URGENT!! '
$closers = ', please help', ' - again!', ', cannot work', ', customer is waiting', ' (third ticket)', ', thanks', ' ASAP'
$teams = [string[]] $subjects.Keys
$start = [datetime]::new(2026, 1, 5, 7, 0, 0)

foreach ($i in 1..$Count) {
    $team = Get-One $teams
    $text = if (Test-Chance 0.05) { Get-One $vague } else { Get-One $subjects[$team] }
    foreach ($name in $words.Keys | Sort-Object) {
        if ($text.Contains("{$name}")) { $text = $text.Replace("{$name}", (Get-One $words[$name])) }
    }

    $text = $text.Substring(0, 1).ToUpperInvariant() + $text.Substring(1)
    if (Test-Chance 0.35) { $text += " $(Get-One $words.time)" }
    if (Test-Chance 0.3) { $text = "$(Get-One $openers)$text" }
    if (Test-Chance 0.25) { $text += Get-One $closers }

    # A letter too few, as people type.
    if (Test-Chance 0.2) { $text = $text.Remove($random.RandInt(1, $text.Length), 1) }
    if (Test-Chance 0.05) { $text = $text.ToUpperInvariant() }

    $row = [ordered]@{
        Received = $start.AddMinutes(37 * $i + $random.RandInt(0, 37)).ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        Site     = Get-One 'Berlin', 'Lyon', 'Turin'
        Subject  = $text
    }
    if (-not $New) { $row.Team = if (Test-Chance 0.05) { Get-One $teams } else { $team } }
    [pscustomobject] $row
}
