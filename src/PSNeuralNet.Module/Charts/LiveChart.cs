using System.Diagnostics;
using System.Management.Automation.Host;
using System.Text;

namespace PSNeuralNet.Commands;

/// <summary>
/// Redraws the cost curve of a running training in the terminal, on the pipeline thread. Each frame is one write that ends with a visible
/// cursor and default colors, so an interrupted training leaves the terminal clean. Only one chart is live at a time in a process,
/// because threads share the terminal.
/// </summary>
internal sealed class LiveChart : IProgress<TrainingProgress>, IDisposable
{
    private const string HideCursor = "\e[?25l", ShowCursor = "\e[?25h", EraseLine = "\e[K", EraseBelow = "\e[J", ClearScreen = "\e[H\e[2J";

    // Maximum share of the training time for drawing; frames are skipped to keep it.
    private const double MaximumShare = 0.03;

    private static int _isOpen;

    private readonly NetworkCmdlet _cmdlet;
    private readonly Terminal _terminal;
    private readonly LiveCostChart _chart;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _drawingTime;
    private Size _size;
    private int _lineCount;

    private LiveChart(NetworkCmdlet cmdlet, Terminal terminal, string subtitle)
    {
        _cmdlet = cmdlet;
        _terminal = terminal;
        _chart = new LiveCostChart(subtitle);
    }

    /// <summary>Opens the live chart; null if another training already draws.</summary>
    /// <param name="cmdlet">The training cmdlet.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="subtitle">The subtitle: network, optimizer, dataset.</param>
    public static LiveChart? TryOpen(NetworkCmdlet cmdlet, Terminal terminal, string subtitle)
    {
        if (Interlocked.CompareExchange(ref _isOpen, 1, 0) == 0)
        {
            return new LiveChart(cmdlet, terminal, subtitle);
        }

        cmdlet.WriteVerbose("-Live has no effect: another training already draws.");
        return null;
    }

    public void Report(TrainingProgress value)
    {
        TimeSpan begin = _clock.Elapsed;
        if (_drawingTime > begin * MaximumShare)
        {
            return;
        }

        _chart.Add(value);
        Write(_chart.Draw);
        _drawingTime += _clock.Elapsed - begin;
    }

    /// <summary>Draws the final cost curve with the best epoch.</summary>
    public void Finish(TrainingResult result)
    {
        if (result.CostHistory.Any(epoch => double.IsFinite(epoch.Cost)))
        {
            Write(options => TextChart.Draw(LiveCostChart.Of(result), options));
        }
    }

    /// <summary>Closes the chart, so that another training can draw.</summary>
    public void Dispose() => Volatile.Write(ref _isOpen, 0);

    private void Write(Func<TextChartOptions, IReadOnlyList<string>> draw)
    {
        Size size = _terminal.Room();
        var options = new TextChartOptions { Width = size.Width, Height = size.Height };
        if (!options.HasRoom)
        {
            // The window may be larger at the next frame.
            return;
        }

        IReadOnlyList<string> lines = draw(options);
        var text = new StringBuilder(HideCursor);
        if (_lineCount > 0)
        {
            // After resizing, the previous frame is at an unknown position.
            text.Append(size == _size ? $"\r\e[{_lineCount}A" : ClearScreen);
        }

        foreach (string line in lines)
        {
            text.Append(line).Append(EraseLine).Append(Environment.NewLine);
        }

        _cmdlet.Host.UI.Write(text.Append(EraseBelow).Append(ShowCursor).ToString());
        (_size, _lineCount) = (size, lines.Count);
    }
}
