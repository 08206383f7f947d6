namespace PSNeuralNet.Fuzz;

/// <summary>Random damage to bytes: changed bits, inserted tokens, removed, repeated and moved ranges, cut ends.</summary>
internal static class Mutator
{
    private const int MaximumRange = 24;

    /// <summary>Bytes and texts that formats give a meaning.</summary>
    private static readonly byte[][] Tokens =
    [
        "\""u8.ToArray(), "\"\""u8.ToArray(), ","u8.ToArray(), ";"u8.ToArray(), "\t"u8.ToArray(), "|"u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\n"u8.ToArray(), "\n\r"u8.ToArray(),
        "\0"u8.ToArray(), "#"u8.ToArray(), "#TYPE x"u8.ToArray(), "sep=;"u8.ToArray(), "sep=x\n"u8.ToArray(), " "u8.ToArray(), "\u00a0"u8.ToArray(), "\u2028"u8.ToArray(), "\u0085"u8.ToArray(), "\u200b"u8.ToArray(),
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x1F, 0x8B, 0x08], [0x1F, 0x8B], [0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
        "-"u8.ToArray(), "+"u8.ToArray(), "."u8.ToArray(), "e"u8.ToArray(), "0"u8.ToArray(), "9"u8.ToArray(), "1e308"u8.ToArray(), "1e-324"u8.ToArray(), "-1e999"u8.ToArray(), "NaN"u8.ToArray(), "Infinity"u8.ToArray(), "∞"u8.ToArray(),
        "9223372036854775807"u8.ToArray(), "-9223372036854775808"u8.ToArray(), "2147483648"u8.ToArray(), "1.7976931348623157E+308"u8.ToArray(), "0x10"u8.ToArray(), "1,5"u8.ToArray(), "50%"u8.ToArray(), "$5"u8.ToArray(),
        "9999-12-31T23:59:59.9999999"u8.ToArray(), "0001-01-01"u8.ToArray(), "1601-01-01"u8.ToArray(), "2026-02-30"u8.ToArray(), "12/31/9999 23:59:59"u8.ToArray(), "2026-01-01T00:00:00+14:00"u8.ToArray(), "10675199.02:48:05.4775807"u8.ToArray(), "-10675199.02:48:05.4775808"u8.ToArray(), "24:00"u8.ToArray(),
        "null"u8.ToArray(), "true"u8.ToArray(), "false"u8.ToArray(), "NA"u8.ToArray(), "N/A"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), ":"u8.ToArray(), "\\ud800"u8.ToArray(), "\"\\ud800abc\":1,"u8.ToArray(), "\\u0000"u8.ToArray(),
    ];

    /// <summary>Damages a copy.</summary>
    /// <param name="sound">The bytes.</param>
    /// <param name="random">Source of the choices.</param>
    public static byte[] Damage(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count + 1), count = random.Next(1, MaximumRange), rest = Math.Min(count, bytes.Count - at);
            switch (random.Next(8))
            {
                case 0 when rest > 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when rest > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, rest);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, rest));
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5 when rest > 0:
                    byte[] token = Tokens[random.Next(Tokens.Length)];
                    bytes.RemoveRange(at, Math.Min(token.Length, bytes.Count - at));
                    bytes.InsertRange(at, token);
                    break;
                default:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A token, as text.</summary>
    /// <param name="random">Source of the choice.</param>
    public static string Token(Random random) => Encoding.UTF8.GetString(Tokens[random.Next(Tokens.Length)]);
}
