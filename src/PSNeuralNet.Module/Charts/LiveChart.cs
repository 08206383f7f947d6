using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using PSNeuralNet.Charts;
using PSNeuralNet.Training;

namespace PSNeuralNet.Commands;

/// <summary>
/// Draws the cost curve of a training over and over, on the thread of the pipeline. Each picture is one write that shows the cursor and
/// resets the colors at its end: whatever ends the training, the terminal is clean. There is one at a time: jobs on threads that share a
/// terminal would draw over each other.
/// </summary>
internal sealed class LiveChart : IProgress<TrainingProgress>, IDisposable
{
    private const string HideCursor = "\e[?25l", ShowCursor = "\e[?25h", EraseLine = "\e[K", EraseBelow = "\e[J", ClearScreen = "\e[H\e[2J";

    // Pictures take no more of the training's time than that; the first one, which is compiled, has to be waited for.
    private const double LargestShare = 0.03;

    private static int _drawing;

    private readonly PSCmdlet _cmdlet;
    private readonly Terminal _terminal;
    private readonly LiveCostChart _chart;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _spent;
    private Size _size;
    private int _lines;

    private LiveChart(PSCmdlet cmdlet, Terminal terminal, string subtitle)
    {
        _cmdlet = cmdlet;
        _terminal = terminal;
        _chart = new LiveCostChart(subtitle);
    }

    /// <summary>Begins to draw; null where another training does already.</summary>
    /// <param name="cmdlet">The cmdlet that trains.</param>
    /// <param name="terminal">Where to draw.</param>
    /// <param name="subtitle">What is trained, on what.</param>
    public static LiveChart? TryOpen(PSCmdlet cmdlet, Terminal terminal, string subtitle)
    {
        if (Interlocked.CompareExchange(ref _drawing, 1, 0) == 0)
        {
            return new LiveChart(cmdlet, terminal, subtitle);
        }

        cmdlet.WriteVerbose("-Live has no effect: another training draws already.");
        return null;
    }

    public void Report(TrainingProgress value)
    {
        TimeSpan begin = _clock.Elapsed;
        if (_spent > begin * LargestShare)
        {
            return;
        }

        _chart.Add(value);
        Write(_chart.Draw);
        _spent += _clock.Elapsed - begin;
    }

    /// <summary>Draws the whole curve of what came of it, with the best epoch.</summary>
    public void Finish(TrainingResult result)
    {
        if (result.CostHistory.Any(epoch => double.IsFinite(epoch.Cost)))
        {
            Write(options => TextChart.Draw(CostChart.Of([result]), options));
        }
    }

    /// <summary>Lets another training draw.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _drawing, 0);
    }

    private void Write(Func<TextChartOptions, IReadOnlyList<string>> draw)
    {
        Size size = _terminal.Room();
        var options = new TextChartOptions { Width = size.Width, Height = size.Height };
        if (!options.HasRoom)
        {
            // A window that is too small now may be larger next time.
            return;
        }

        IReadOnlyList<string> lines = draw(options);
        var text = new StringBuilder(HideCursor);
        if (_lines > 0)
        {
            // In a window of another size the lines are no longer where they were.
            text.Append(size == _size ? $"\r\e[{_lines}A" : ClearScreen);
        }

        foreach (string line in lines)
        {
            text.Append(line).Append(EraseLine).Append(Environment.NewLine);
        }

        _cmdlet.Host.UI.Write(text.Append(EraseBelow).Append(ShowCursor).ToString());
        (_size, _lines) = (size, lines.Count);
    }
}
