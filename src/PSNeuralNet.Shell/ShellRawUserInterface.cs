using System.Globalization;
using System.Management.Automation.Host;

namespace PSNeuralNet.Shell;

/// <summary>The size and the cursor of the terminal.</summary>
internal sealed class ShellRawUserInterface(ShellTerminal terminal) : PSHostRawUserInterface
{
    private ConsoleColor _foreground = ConsoleColor.Gray;
    private ConsoleColor _background = ConsoleColor.Black;

    // The terminal's own colours are not known: these stand for "unchanged" until a script sets them.
    public override ConsoleColor ForegroundColor { get => _foreground; set => _foreground = value; }

    public override ConsoleColor BackgroundColor { get => _background; set => _background = value; }

    public override Size BufferSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw NotSupported("resize the buffer");
    }

    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw NotSupported("resize the window");
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Coordinates CursorPosition
    {
        get => terminal.OutputIsTerminal ? new Coordinates(Console.CursorLeft, Console.CursorTop) : default;
        set
        {
            if (terminal.OutputIsTerminal)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override bool KeyAvailable => terminal.InputIsTerminal && Console.KeyAvailable;

    public override string WindowTitle { get; set; } = "PSNeuralNet";

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!terminal.InputIsTerminal)
        {
            throw NotSupported("read a key");
        }

        ConsoleKeyInfo key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, Modifiers(key.Modifiers), keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported("write to the buffer");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host asks for this: everything, filled with blanks.
        if (terminal.OutputIsTerminal)
        {
            Console.Clear();
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported("read the buffer");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotSupported("scroll the buffer");

    public override int LengthInBufferCells(string source) => CellWidth.Of(source);

    public override int LengthInBufferCells(string source, int offset) => CellWidth.Of(source.AsSpan(offset));

    public override int LengthInBufferCells(char source) => CellWidth.Of(source);

    private static ControlKeyStates Modifiers(ConsoleModifiers modifiers)
    {
        ControlKeyStates states = 0;
        states |= modifiers.HasFlag(ConsoleModifiers.Shift) ? ControlKeyStates.ShiftPressed : 0;
        states |= modifiers.HasFlag(ConsoleModifiers.Control) ? ControlKeyStates.LeftCtrlPressed : 0;
        states |= modifiers.HasFlag(ConsoleModifiers.Alt) ? ControlKeyStates.LeftAltPressed : 0;
        return states;
    }

    private static HostException NotSupported(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The PSNeuralNet shell cannot {what}."));
}
