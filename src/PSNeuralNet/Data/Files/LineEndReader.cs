namespace PSNeuralNet.Data;

/// <summary>
/// CSV text in which a carriage return alone, outside of quotes, is a line feed: Sylvan.Data.Csv 1.4.4 takes it for a line end or for text,
/// depending on where it is in its buffer.
/// </summary>
/// <param name="text">The text; disposed with this reader.</param>
/// <param name="delimiter">The delimiter.</param>
internal sealed class LineEndReader(TextReader text, char delimiter) : TextReader
{
    private bool _isHeld;
    private bool _isQuoted;
    private bool _isClosed;
    private char _last = '\n';

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        // The last carriage return waits for the character after it.
        int count = 0, read = 1;
        while (count < 2 && read > 0 && count < buffer.Length)
        {
            if (_isHeld)
            {
                buffer[count++] = '\r';
                _isHeld = false;
            }

            read = text.Read(buffer[count..]);
            count += read;
        }

        _isHeld = read > 0 && count > 1 && buffer[count - 1] == '\r';
        count -= _isHeld ? 1 : 0;
        Replace(buffer[..count], _isHeld ? '\r' : '\0');
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Replace(Span<char> characters, char after)
    {
        for (int at = 0, next; (next = characters[at..].IndexOfAny('"', '\r')) >= 0; at += next + 1)
        {
            int i = at + next;
            char before = i == 0 ? _last : characters[i - 1];
            if (characters[i] == '\r')
            {
                bool isAlone = (i + 1 < characters.Length ? characters[i + 1] : after) != '\n';
                characters[i] = isAlone && !_isQuoted ? '\n' : '\r';
            }
            else if (_isQuoted)
            {
                (_isQuoted, _isClosed) = (false, true);
            }
            else
            {
                // Of a quoted field, or the second one of a doubled quote.
                _isQuoted = before == delimiter || before is '\n' or '\r' || (before == '"' && _isClosed);
                _isClosed = false;
            }
        }

        _last = characters.IsEmpty ? _last : characters[^1];
    }
}
