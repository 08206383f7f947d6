using System.Globalization;
using System.Management.Automation;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Get-Date: now, or a date given, as an object or as text.</summary>
[Cmdlet(VerbsCommon.Get, "Date")]
[OutputType(typeof(DateTime), typeof(string))]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The date; now when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime Date { get; set; }

    /// <summary>The .NET format of the text to write instead of the object.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <summary>In universal time.</summary>
    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DateTime date = MyInvocation.BoundParameters.ContainsKey(nameof(Date)) ? Date : DateTime.Now;
        date = AsUTC ? date.ToUniversalTime() : date;

        if (Format is null)
        {
            WriteObject(date);
        }
        else
        {
            WriteObject(date.ToString(FormatOf(Format), CultureInfo.CurrentCulture));
        }
    }

    // The original's names for formats that sort and that fit into file names.
    private static string FormatOf(string format) => format.ToUpperInvariant() switch
    {
        "FILEDATE" => "yyyyMMdd",
        "FILEDATETIME" => "yyyyMMddTHHmmssffff",
        _ => format,
    };
}
