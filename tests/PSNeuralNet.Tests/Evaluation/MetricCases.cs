namespace PSNeuralNet.Tests.Evaluation;

/// <summary>The cases of tests/reference/metrics.json, by kind and name, and how they are compared: NaN is null there.</summary>
internal static class MetricCases
{
    private static readonly JsonElement File = Reference.Load("metrics");

    public static TheoryData<string> Names(string kind) =>
        [.. File.GetProperty(kind).EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    public static JsonElement Case(string kind, string name) =>
        File.GetProperty(kind).EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    public static double[]? Weight(JsonElement one) =>
        one.GetProperty("weight").ValueKind == JsonValueKind.Null ? null : one.Doubles("weight");

    public static Matrix<double> Matrix(JsonElement one, string property) => Matrix<double>.Build.DenseOfRowArrays(one.Rows(property));

    public static void AssertEqual(JsonElement expected, string property, params IEnumerable<double> actual)
    {
        JsonElement value = expected.GetProperty(property);
        JsonElement[] values = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        double[] found = [.. actual];
        Assert.Equal(values.Length, found.Length);
        for (int i = 0; i < found.Length; i++)
        {
            double wanted = values[i].ValueKind == JsonValueKind.Null ? double.NaN : values[i].GetDouble();
            bool same = double.IsNaN(wanted) ? double.IsNaN(found[i]) : Math.Abs(wanted - found[i]) <= 1e-12 * Math.Max(1, Math.Abs(wanted));
            Assert.True(same, $"{property} {i}: expected {wanted:R}, was {found[i]:R}");
        }
    }

    public static NetworkException AssertFails(string id, Func<object> create)
    {
        NetworkException error = Assert.Throws<NetworkException>(create);
        Assert.Equal(id, error.Id);
        return error;
    }
}
