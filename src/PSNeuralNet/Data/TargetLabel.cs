namespace PSNeuralNet.Data;

/// <summary>Label of a multi-label task: a target column of two classes. Its output is the probability of the positive one.</summary>
/// <param name="Name">The name of the target column.</param>
/// <param name="Negative">The negative class as in the data: 0 in Y.</param>
/// <param name="Positive">The positive class as in the data: 1 in Y.</param>
public sealed record TargetLabel(string Name, object Negative, object Positive)
{
    /// <summary>The classes as text, the negative one first.</summary>
    public IReadOnlyList<string> ClassName => Array.AsReadOnly([DataSchema.LabelText(Negative), DataSchema.LabelText(Positive)]);

    /// <summary>Short text: "spam (no, yes)".</summary>
    public override string ToString() => $"{Name} ({string.Join(", ", ClassName)})";

    /// <summary>The class of an index: 0 for the negative one, 1 for the positive one.</summary>
    internal object ClassOf(int index) => index == 0 ? Negative : Positive;
}
