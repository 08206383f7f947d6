using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace PSNeuralNet.Tests.Persistence;

/// <summary>The SHA-256 in network files, and texts of JSON that are no texts.</summary>
public class ContentDigestTests
{
    [Fact]
    public void The_digest_is_that_of_the_documented_bytes()
    {
        byte[] number = new byte[8], member = Text("a");
        BinaryPrimitives.WriteDoubleLittleEndian(number, 1.5);
        byte[] a = SHA256.HashData([.. member, .. "[#"u8, .. number, .. "tfn]"u8]), b = SHA256.HashData([.. Text("ö"), .. Text("x")]);
        byte[][] members = a.AsSpan().SequenceCompareTo(b) < 0 ? [a, b] : [b, a];
        string expected = Convert.ToHexStringLower(SHA256.HashData([(byte)'{', 2, 0, 0, 0, .. members[0], .. members[1]]));
        Assert.Equal(expected, Digest("""{ "a": [1.5, true, false, null], "\u00f6": "x", "sha256": 7 }"""));

        static byte[] Text(string text) => [(byte)'"', (byte)Encoding.UTF8.GetByteCount(text), 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x\n","d":[]}}""", """{ "b" : { "d" : [ ], "c" : "x\u000a" }, "a" : 1.0e0 }""", true)]
    [InlineData("""{"a":100}""", """{"a":1E2}""", true)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a":0}""", """{"a":-0}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":[[1],2]}""", """{"a":[[1,2]]}""", false)]
    [InlineData("""{"a":null}""", """{}""", false)]
    [InlineData("""{"a":{"b":1},"c":2}""", """{"a":{"b":1,"c":2}}""", false)]
    [InlineData("""{"ab":"c"}""", """{"a":"bc"}""", false)]
    [InlineData("""{"a":{"sha256":1}}""", """{"a":{"sha256":2}}""", false)]
    public void Content_counts_and_its_notation_does_not(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Digest(one) == Digest(other));

    [Fact]
    public void Content_larger_than_the_buffer_is_fed_piece_by_piece()
    {
        string text = new('x', 100_000), numbers = string.Join(',', Enumerable.Range(0, 50_000));
        string one = $$"""{"z":"{{text}}","a":{"n":[{{numbers}}],"m":{"t":"{{text}}","n":[{{numbers}}] } } }""", other = $$"""{"a":{"m":{"n":[{{numbers}}],"t":"{{text}}" },"n":[{{numbers}}] },"z":"{{text}}" }""";
        Assert.Equal(Digest(one), Digest(other));
        Assert.NotEqual(Digest(one), Digest(other.Replace("49999", "49998", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_written_file_has_the_digest_of_its_content_whatever_it_holds()
    {
        object[] labels = ["\ud800x\udc00", "\0\u2028\ufeff", "\ud83d\ude00", 1, 2.0, 1e300, true, long.MaxValue, 4.5m, 'x', new DateTime(2026, 11, 24)];
        var schema = new DataSchema(["\udfff", "<a&b>\"\\"], ["y\ud800"], labels);
        NeuralNetwork network = new(Initializer.Initialize(NetworkShape.For(NetworkTask.MultiClass, [2, 40, 60, labels.Length]), Initialization.He, 4294967295, schema));
        byte[] json = NetworkFile.ToJson(network);
        Assert.Empty(Warnings(json));

        // Half of a pair is written as U+FFFD, and stays that.
        Assert.Equal("\ufffdx\ufffd", NetworkFile.Parse(json, "x").ClassName[0]);
        byte[] again = NetworkFile.ToJson(NetworkFile.Parse(json, "x"));
        Assert.Empty(Warnings(again));
        Assert.Equal(again, NetworkFile.ToJson(NetworkFile.Parse(again, "x")));
        Assert.Equal(json.AsSpan(^80..), again.AsSpan(^80..));
    }

    [Fact]
    public void Another_notation_gives_no_warning_and_another_content_one()
    {
        string json = Encoding.UTF8.GetString(NetworkFile.ToJson(Network()));
        JsonObject root = JsonNode.Parse(json)!.AsObject();
        Assert.Empty(Warnings(Encoding.UTF8.GetBytes(json.ReplaceLineEndings("\r\n"))));
        Assert.Empty(Warnings([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(root.ToJsonString())]));
        Assert.Empty(Warnings(Encoding.UTF8.GetBytes(new JsonObject(root.Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))).ToJsonString())));

        root["layers"]![0]!["weights"]![0]![0] = 0.25;
        string warning = Assert.Single(Warnings(Encoding.UTF8.GetBytes(root.ToJsonString())));
        Assert.Contains("'net.json' is not as Export-Network wrote it", warning, StringComparison.Ordinal);
        _ = root.Remove("sha256");
        Assert.Empty(Warnings(Encoding.UTF8.GetBytes(root.ToJsonString())));
        root["sha256"] = null;
        Assert.Empty(Warnings(Encoding.UTF8.GetBytes(root.ToJsonString())));
        root["sha256"] = "";
        Assert.Single(Warnings(Encoding.UTF8.GetBytes(root.ToJsonString())));
        root["sha256"] = 7;
        Assert.Single(Warnings(Encoding.UTF8.GetBytes(root.ToJsonString())));
    }

    [Theory]
    [InlineData("""{"format":"PSNeuralNet network","\ud800abc":1}""")]
    [InlineData("""{"format":"PSNeuralNet network","\udc00":{"\ud800":1}}""")]
    [InlineData("""{"format":"\ud800"}""")]
    [InlineData("""{"format":"PSNeuralNet network","formatVersion":1,"moduleVersion":"\udfff\ud800"}""")]
    [InlineData("""{"format":"PSNeuralNet network","formatVersion":1e999}""")]
    [InlineData("""{"format":"PSNeuralNet network","formatVersion":123456789012345678901234567890}""")]
    [InlineData("""{"format":"PSNeuralNet network","formatVersion":-9223372036854775808}""")]
    [InlineData("""{"format":"PSNeuralNet network","format":7}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("1e999")]
    public void Valid_json_without_a_valid_value_is_an_error_of_the_module(string json) =>
        Assert.Equal("NetworkFileInvalid", Assert.Throws<NetworkException>(() => NetworkFile.Parse(Encoding.UTF8.GetBytes(json), "net.json")).Id);

    [Theory]
    [InlineData("layers[0].weights[0][0]", "1e999", ", at layers[0].weights[0][0]: ")]
    [InlineData("seed", "12345678901234567890", ", at seed: ")]
    [InlineData("classes[0]", "1e999", ", at classes[0]: ")]
    [InlineData("classes[0]", "99999999999", ", at classes[0]: ")]
    [InlineData("classes[0]", "{\"type\":\"Char\",\"value\":\"\"}", ", at classes[0]: ")]
    [InlineData("classes[0]", "{\"type\":\"DateTime\",\"value\":\"9999\"}", ", at classes[0]: ")]
    [InlineData("classes[0]", "{\"type\":\"UInt64\",\"value\":\"-1\"}", ", at classes[0]: ")]
    [InlineData("columns[0].name", "\"\\ud800\"", "'net.json' is no usable network: ")]
    [InlineData("sha256", "\"\\ud800\"", "'net.json' is no usable network: ")]
    [InlineData("other", "\"\\udc00\"", "'net.json' is no usable network: ")]
    [InlineData("training.optimizer", "\"\\ud800\\ud800\"", "'net.json' is no usable network: ")]
    public void Values_that_no_type_holds_are_errors_of_the_module(string place, string value, string text)
    {
        byte[] json = NetworkFileTests.Replaced(NetworkFile.ToJson(Network()), place, value);
        NetworkException error = Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json"));
        Assert.Equal("NetworkFileInvalid", error.Id);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_deep_nesting_are_errors_of_the_module()
    {
        foreach (byte[] json in (byte[][])[[.. "{\"format\":\"PSNeuralNet network\",\"a\":\""u8, 0xFF, 0xFE, .. "\"}"u8], [.. "{\""u8, 0xC3, .. "\":1}"u8], [.. Enumerable.Repeat((byte)'[', 65)]])
        {
            Assert.Equal("NetworkFileInvalid", Assert.Throws<NetworkException>(() => NetworkFile.Parse(json, "net.json")).Id);
        }
    }

    private static NeuralNetwork Network()
    {
        Dataset data = MoonsGenerator.Generate(20, 0.2, shuffle: true, seed: 1);
        return Trainer.Train(data, Initializer.Initialize(NetworkShape.For(data.Task, [2, 3, 1]), Initialization.Xavier, 3, data.Schema), new TrainingOptions { EpochCount = 2, Seed = 4 }).Network;
    }

    private static List<string> Warnings(byte[] json)
    {
        List<string> warnings = [];
        _ = NetworkFile.Parse(json, "net.json", warnings.Add);
        return warnings;
    }

    private static string Digest(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ContentDigest.Of(document.RootElement, "sha256");
    }
}
