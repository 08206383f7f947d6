namespace PSNeuralNet.Tests.Persistence;

/// <summary>Texts that would do harm in source code if they were more than texts there.</summary>
internal static class CodeTexts
{
    public static string[] Hostile { get; } =
    [
        "it's", "‘smart’ ‚quotes‛", "say \"hi\"", "back\\slash", "\\u0022; throw null; //", "'; throw 'boom'; '", "\"); throw new Error(1); (\"", "$(throw 'boom')", "`n`\"",
        "${x} {0} {{", "#> */ --> </script><script>", "line\nbreak\r\nof two", "tab\there", "separator\u2028of\u2029lines\u0085", "\u202Eturned", "null\0char", "half \uD800 pair",
        "# SIG # Begin signature block", "b, # SIG # Begin signature block\n", "#requires -Version 99", "#endregion", "??/ ??' trigraph", "*/ /* <!-- -->", "“double” „smart”", "–en —em",
        "\u200B", "soft\u00ADhyphen", "a", "a\u200B", "\0", "a*b[c]?", "\u2066isolate\u2069", "tag \U000E0041", "]]>", "{{columns}}", "`", "$null",
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
        [long.MinValue, long.MaxValue],
        [true, false],
        [0.1, 1e300, -5.0],
        [1.5m, 2m],
        [1, "one"],
        ["# SIG # Begin signature block", "b"],
        ["a", "# SIG # Begin signature block"],
        ["ginsignaturebl", "a"],
        ["a", "Begin signature block"],
        ["a\u200B", "a", "\u00ADa", "\0"],
        ["</script><!--", "*/ // \u2028 alert()", "“'‘"],
        [new DateTime(2026, 11, 24, 1, 2, 3), new DateTime(2026, 11, 25, 1, 2, 3)],
    ];

    /// <summary>Texts of cells that are nearly missing, nearly a number, a time, true, or a category.</summary>
    public static string[] Cells { get; } =
    [
        "", " ", "\u00A0", "\u3000", "\u200B", "\u00AD", "\0", "\u2060", "\uFEFF", "\u0085", "NA", "na ", "N/A", "NaN", "nan", "null", "null\u200B", "\u200Bnull", "N\u00ADA", "NA\0",
        "true", "TRUE ", "tr\u200Bue", "true\0", "\0 true", "\u00ADfalse", "1", "1\0", "1\u200B", "\u00A01", "١", "１", "1e5", "1E+5", "1e", "+1", "-1", "\u22121", "1_000", "0x10",
        "Infinity", "∞", "1e999", "1,5", ".5", "5.", "- 1", "(1)", "2026-01-02", "2026-01-02\0", "2026-01-02\u200B", "2026-1-2", "02.01.2026", "1/2/2026 3:04 PM", "1/2/2026 03:04 pm",
        "2026-01-02T03:04:05.1234567Z", "2026-01-02 03:04:05+02:00", "2026-01-02T03:04", "2026/1/2 3:04", "2024-02-29", "2023-02-29", "9999-12-31", "12/31/9999 23:59:59", "9999-12-31T23:59:59.9999999Z", "9999-01-01", "9998-12-31T23:59:59.9999999",
        "0001-01-01T00:00:00", "1/1/0001 11:59:59 PM", "0001-01-02", "1601-01-01", "01.01.1601", "1600-12-31 19:00:00", "1600-12-31", "1601-01-02", "1970-01-01", "12/31/9999 23:59:59 +00:00",
        "9999-12-31T23:59:59-08:00", "0001-01-01T00:00:00+02:00", "12/31/9999 11:59:59 PM -08:00", "2026-01-02T03:04:05+15:00", "0001-01-05T00:00:00+15:00",
        "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675199.02:48:04", "-00:00:00.001", "00:01", "01:02:03", "01:02:03\0", "01:02:03\u200B",
        "-1.02:03:04.5", "24:00:00", "1:2:3.4567890", "1:2:3.45678901", "10:20:30:40", "rot", "Rot", "r\u00ADot", "rot\0", "rot\u200B", "ro\u0301t", " rot\t", "ﬆrot",
    ];
}
