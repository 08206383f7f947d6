using System.Globalization;
using System.Management.Automation;

namespace PSNeuralNet.Shell;

/// <summary>
/// Draws progress on one line that is drawn again and again: activity, bar, percent, status, time left.
/// Draws nothing where no one could see it.
/// </summary>
internal sealed class ProgressLine(ShellTerminal terminal)
{
    private const int BarLength = 20;

    // The innermost activity is the one shown: it was reported last.
    private readonly List<(long Source, int Id)> _active = [];
    private bool _visible;

    /// <summary>Draws a record, or takes a completed one off the line.</summary>
    public void Show(long source, ProgressRecord record)
    {
        if (!terminal.OutputIsTerminal)
        {
            return;
        }

        (long, int) key = (source, record.ActivityId);
        _active.Remove(key);

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Hide();
            return;
        }

        _active.Add(key);
        string text = Compose(record, terminal.Width - 1);
        terminal.Output.Write('\r' + text.PadRight(terminal.Width - 1));
        terminal.Output.Flush();
        _visible = true;
    }

    /// <summary>Makes room for output; the next record draws the line again.</summary>
    public void Hide()
    {
        if (_visible)
        {
            terminal.Output.Write('\r' + new string(' ', terminal.Width - 1) + '\r');
            _visible = false;
        }
    }

    /// <summary>Forgets all activities.</summary>
    public void Clear()
    {
        Hide();
        _active.Clear();
    }

    /// <summary>The text of a record, cut to a width.</summary>
    internal static string Compose(ProgressRecord record, int width)
    {
        string text = record.Activity;

        if (record.PercentComplete >= 0)
        {
            int filled = record.PercentComplete * BarLength / 100;
            string bar = new string('#', filled).PadRight(BarLength, '.');
            text += string.Create(CultureInfo.InvariantCulture, $" [{bar}] {record.PercentComplete,3}%");
        }

        if (!string.IsNullOrWhiteSpace(record.StatusDescription))
        {
            text += "  " + record.StatusDescription;
        }

        if (!string.IsNullOrWhiteSpace(record.CurrentOperation))
        {
            text += "  " + record.CurrentOperation;
        }

        if (record.SecondsRemaining >= 0)
        {
            text += "  " + TimeSpan.FromSeconds(record.SecondsRemaining).ToString("c", CultureInfo.InvariantCulture) + " left";
        }

        text = text.ReplaceLineEndings(" ");
        return text.Length <= width ? text : text[..width];
    }
}
