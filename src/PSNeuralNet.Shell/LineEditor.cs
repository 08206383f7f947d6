namespace PSNeuralNet.Shell;

/// <summary>Reads one line at the terminal: cursor keys, history, tab completion by the engine.</summary>
internal sealed class LineEditor(ShellSession session, ShellTerminal terminal)
{
    private readonly List<string> _history = [];
    private string _prompt = "";
    private string _text = "";
    private int _cursor;
    private int _drawn;
    private int _top;
    private int _historyIndex;
    private CompletionCycle? _completion;

    /// <summary>Puts a command where the up key finds it.</summary>
    public void Remember(string text)
    {
        if (text.Trim().Length > 0 && _history.LastOrDefault() != text)
        {
            _history.Add(text);
        }
    }

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="cancelled">Whether Ctrl+C was pressed.</param>
    /// <returns>The line, or nothing when the input has ended (Ctrl+D on an empty line).</returns>
    public string? ReadLine(string prompt, out bool cancelled)
    {
        // A terminal that cannot move its cursor still reads lines.
        if (!terminal.OutputIsTerminal || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            terminal.Output.Write(prompt);
            cancelled = false;
            return terminal.Input.ReadLine();
        }

        Begin(prompt);
        // While editing, Ctrl+C is a key; while a command runs, it is the signal that stops it.
        Console.TreatControlCAsInput = true;
        try
        {
            while (true)
            {
                ConsoleKeyInfo key = Console.ReadKey(intercept: true);
                bool control = key.Modifiers.HasFlag(ConsoleModifiers.Control);

                if (key.Key == ConsoleKey.Enter)
                {
                    End("");
                    cancelled = false;
                    return _text;
                }

                if (control && key.Key == ConsoleKey.C)
                {
                    End("^C");
                    cancelled = true;
                    return null;
                }

                if (control && key.Key == ConsoleKey.D && _text.Length == 0)
                {
                    End("");
                    cancelled = false;
                    return null;
                }

                Edit(key, control);
                Draw();
            }
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private void Begin(string prompt)
    {
        (_prompt, _text, _cursor, _drawn, _completion) = (prompt, "", 0, 0, null);
        _historyIndex = _history.Count;

        // A program may have left its last line open.
        if (Console.CursorLeft != 0)
        {
            terminal.Output.WriteLine();
        }

        _top = Console.CursorTop;
        Draw();
    }

    private void End(string mark)
    {
        _cursor = _text.Length;
        Draw();
        terminal.Output.WriteLine(mark);
    }

    private void Edit(ConsoleKeyInfo key, bool control)
    {
        if (key.Key == ConsoleKey.Tab)
        {
            Complete(backwards: key.Modifiers.HasFlag(ConsoleModifiers.Shift));
            return;
        }

        _completion = null;
        switch (key.Key)
        {
            case ConsoleKey.Backspace when _cursor > 0:
                _text = _text.Remove(--_cursor, 1);
                break;

            case ConsoleKey.Delete when _cursor < _text.Length:
                _text = _text.Remove(_cursor, 1);
                break;

            case ConsoleKey.LeftArrow:
                _cursor = control ? WordStart() : Math.Max(0, _cursor - 1);
                break;

            case ConsoleKey.RightArrow:
                _cursor = control ? WordEnd() : Math.Min(_text.Length, _cursor + 1);
                break;

            case ConsoleKey.Home:
            case ConsoleKey.A when control:
                _cursor = 0;
                break;

            case ConsoleKey.End:
            case ConsoleKey.E when control:
                _cursor = _text.Length;
                break;

            case ConsoleKey.UpArrow:
                Recall(_historyIndex - 1);
                break;

            case ConsoleKey.DownArrow:
                Recall(_historyIndex + 1);
                break;

            case ConsoleKey.Escape:
                Replace("");
                break;

            case ConsoleKey.U when control:
                _text = _text[_cursor..];
                _cursor = 0;
                break;

            case ConsoleKey.K when control:
                _text = _text[.._cursor];
                break;

            case ConsoleKey.L when control:
                Console.Clear();
                (_top, _drawn) = (0, 0);
                break;

            default:
                Insert(key.KeyChar);
                break;
        }
    }

    private void Insert(char c)
    {
        if (!char.IsControl(c))
        {
            _text = _text.Insert(_cursor++, c.ToString());
        }
    }

    private void Replace(string text)
    {
        _text = text;
        _cursor = text.Length;
    }

    private void Recall(int index)
    {
        if (index >= 0 && index <= _history.Count)
        {
            _historyIndex = index;
            Replace(index < _history.Count ? _history[index].ReplaceLineEndings("; ") : "");
        }
    }

    private void Complete(bool backwards)
    {
        _completion ??= CompletionCycle.Start(session, _text, _cursor);
        if (_completion.Next(backwards) is (string text, int cursor))
        {
            (_text, _cursor) = (text, cursor);
        }
    }

    private int WordStart()
    {
        int i = _cursor;
        while (i > 0 && char.IsWhiteSpace(_text[i - 1]))
        {
            i--;
        }

        while (i > 0 && !char.IsWhiteSpace(_text[i - 1]))
        {
            i--;
        }

        return i;
    }

    private int WordEnd()
    {
        int i = _cursor;
        while (i < _text.Length && !char.IsWhiteSpace(_text[i]))
        {
            i++;
        }

        while (i < _text.Length && char.IsWhiteSpace(_text[i]))
        {
            i++;
        }

        return i;
    }

    // Writes prompt and text over what was drawn before, and puts the cursor in its place.
    private void Draw()
    {
        int width = terminal.Width;
        string line = _prompt + _text;
        int length = CellWidth.Of(line);

        Console.SetCursorPosition(0, _top);
        // The blank after the text makes the terminal wrap when the text ends in its last column.
        terminal.Output.Write(line + new string(' ', Math.Max(1, _drawn - length)));
        terminal.Output.Flush();

        // Writing below the last row has scrolled the screen, and the first row with it.
        int lastRow = Math.Max(length, _drawn - 1) / width;
        _top -= Math.Max(0, _top + lastRow - (Console.BufferHeight - 1));
        _top = Math.Max(0, _top);
        _drawn = length;

        int cursor = CellWidth.Of(_prompt + _text[.._cursor]);
        Console.SetCursorPosition(cursor % width, _top + cursor / width);
    }
}
