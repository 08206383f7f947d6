using System.Globalization;

namespace PSNeuralNet.Charts;

/// <summary>How a cell of a terminal looks.</summary>
/// <param name="Foreground">The color of the character, of the terminal's 256; null for the terminal's own.</param>
/// <param name="Background">The color behind it; null for the terminal's own.</param>
/// <param name="IsBold">Whether it is bold.</param>
internal readonly record struct CellStyle(int? Foreground = null, int? Background = null, bool IsBold = false)
{
    /// <summary>What a terminal is told so that it writes like that, whatever it did before.</summary>
    public string Sequence => string.Create(
        CultureInfo.InvariantCulture,
        $"\e[0{(IsBold ? ";1" : "")}{(Foreground is { } front ? $";38;5;{front}" : "")}{(Background is { } back ? $";48;5;{back}" : "")}m");
}
