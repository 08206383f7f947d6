using System.Collections;
using System.Management.Automation;
using System.Xml;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Write-Host: text for the person at the screen, through the information stream.</summary>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    private static readonly string[] HostTag = ["PSHOST"];

    /// <summary>What to show; the parts of a collection are shown side by side.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    public object? Object { get; set; }

    /// <summary>Stay on the line.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What stands between the parts.</summary>
    [Parameter]
    public object? Separator { get; set; } = " ";

    /// <summary>The colour of the text.</summary>
    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    /// <summary>The colour behind the text.</summary>
    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        HostInformationMessage message = new()
        {
            Message = Text(Object),
            NoNewLine = NoNewline,
            ForegroundColor = ForegroundColor,
            BackgroundColor = BackgroundColor,
        };
        // The tag is how the engine knows it from Write-Information, and shows it whatever the preference.
        WriteInformation(message, HostTag);
    }

    private string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        XmlNode node => node.Name,
        IEnumerable parts => string.Join(Separator?.ToString(), parts.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };
}
