namespace PSNeuralNet.Data;

/// <summary>Header and options that the parts of a file share.</summary>
/// <param name="Names">The columns.</param>
/// <param name="Width">How many of them are features.</param>
/// <param name="Options">How to read them.</param>
/// <param name="Delimiter">What stands between fields.</param>
/// <param name="IsParsed">Whether the parser is to read even what is plain.</param>
/// <param name="UnnamedLast">Whether the header ends with a delimiter.</param>
internal sealed record TableShape(string[] Names, int Width, TableOptions Options, char Delimiter, bool IsParsed, bool UnnamedLast);
