namespace PSNeuralNet.Tests.Persistence;

/// <summary>Texts that would do harm in source code if they were more than texts there.</summary>
internal static class CodeTexts
{
    public static string[] Hostile { get; } =
    [
        "it's", "‘smart’ ‚quotes‛", "say \"hi\"", "back\\slash", "\\u0022; throw null; //", "'; throw 'boom'; '", "\"); throw new Error(1); (\"", "$(throw 'boom')", "`n`\"",
        "${x} {0} {{", "#> */ --> </script><script>", "line\nbreak\r\nof two", "tab\there", "separator\u2028of\u2029lines\u0085", "\u202Eturned", "null\0char", "half \uD800 pair",
        "日本 ä 😀", "__proto__", "constructor", "@'\n'@", "%PATH%", "\uFEFFmark", "\u00A0space within\u00A0x",
    ];

    /// <summary>The number of each set of labels.</summary>
    public static TheoryData<int> Sets => [.. Enumerable.Range(0, Labels.Length)];

    public static object[][] Labels { get; } =
    [
        ["it's; throw 'boom'", "\"); throw new Error(1); (\"", "‘$(throw 1)’"],
        ["line\nbreak", "half \uD800 pair"],
        [1, 2, 7],
        [1L, 1L << 40],
        [true, false],
        [0.1, 1e300, -5.0],
        [1.5m, 2m],
        [1, "one"],
        [new DateTime(2026, 11, 24, 1, 2, 3), new DateTime(2026, 11, 25, 1, 2, 3)],
    ];
}
