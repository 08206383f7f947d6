namespace PSNeuralNet.Data;

/// <summary>Path and content of a file.</summary>
/// <param name="Path">Path for messages.</param>
/// <param name="Open">Opens a stream of known length, which can seek.</param>
/// <param name="Encoding">Encoding; null for UTF-8.</param>
/// <param name="IsPart">True for a part of a plain file in UTF-8 after its first one: its first bytes are text, and no mark.</param>
internal sealed record FileSource(string Path, Func<Stream> Open, Encoding? Encoding = null, bool IsPart = false);
