namespace PSNeuralNet.Charts;

/// <summary>Style of a terminal cell.</summary>
/// <param name="Foreground">The color of the character, of the 256 of terminals; null for the terminal's default.</param>
/// <param name="Background">The color behind it; null for the terminal's default.</param>
/// <param name="IsBold">True for bold text.</param>
internal readonly record struct CellStyle(int? Foreground = null, int? Background = null, bool IsBold = false)
{
    /// <summary>The escape sequence (SGR) that sets this style, independent of the style before.</summary>
    public string Sequence => string.Create(
        CultureInfo.InvariantCulture,
        $"\e[0{(IsBold ? ";1" : "")}{(Foreground is { } front ? $";38;5;{front}" : "")}{(Background is { } back ? $";48;5;{back}" : "")}m");
}
