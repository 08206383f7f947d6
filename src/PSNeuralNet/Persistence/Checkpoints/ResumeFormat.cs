using PSNeuralNet.Data;
using PSNeuralNet.Training;

namespace PSNeuralNet.Persistence;

/// <summary>The settings to resume with, as bytes of a checkpoint: each setting by name, as text; the names of those that were chosen; class weights; and the rest.</summary>
internal static class ResumeFormat
{
    // Class weights: none, balanced, or by label.
    private const int None = 0;
    private const int Balanced = 1;
    private const int Given = 2;

    // Types of labels that a class is found by in another way than by their text.
    private static readonly TypeCode[] LabelTypes = [TypeCode.Boolean, TypeCode.Int32, TypeCode.Int64, TypeCode.Double, TypeCode.Decimal];

    private static IEnumerable<TrainingSetting> Settings => TrainingSetting.All.Where(setting => setting.Parameter is not (nameof(TrainingOptions.ClassWeight) or nameof(TrainingOptions.ValidationDataset)));

    /// <summary>Writes settings.</summary>
    public static void Write(BinaryWriter writer, ResumeSettings settings)
    {
        TrainingSetting[] all = [.. Settings];
        writer.Write(all.Length);
        foreach (TrainingSetting setting in all)
        {
            writer.Write(setting.Parameter);
            writer.Write(TrainingSetting.Text(setting.Given(settings.Options)));
        }

        writer.Write(settings.Options.Chosen.Count);
        foreach (string name in settings.Options.Chosen)
        {
            writer.Write(name);
        }

        WriteWeights(writer, settings.Options.ClassWeight);
        writer.Write(settings.Validation);
        writer.Write(settings.Rescales);
        writer.Write(settings.Interval);
        writer.Write(settings.IsOver);
    }

    /// <summary>Reads settings.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static ResumeSettings Read(CheckpointReader reader)
    {
        var values = new Dictionary<string, object?>();
        _ = reader.List("settings", 2, () =>
        {
            TrainingSetting setting = reader.Text("the name of a setting", name => Settings.FirstOrDefault(one => one.Parameter == name));
            return reader.Text($"the setting '{setting.Name}'", text => setting.TryParse(text, out object? value) && values.TryAdd(setting.Parameter, value) ? text : null);
        });
        string[] chosen = reader.List("chosen settings", 1, () => reader.Text("the name of a chosen setting"));
        ClassWeighting? weight = ReadWeights(reader);
        var settings = new ResumeSettings(
            new TrainingOptions().With(values) with { Chosen = chosen, ClassWeight = weight },
            Validation: reader.Text("the validation dataset"),
            Rescales: reader.Boolean("the learning of the scaling"),
            Interval: reader.Integer("the checkpoint interval", least: 1),
            IsOver: reader.Boolean("the end of the training"));
        Validate(settings);
        return settings;
    }

    private static void Validate(ResumeSettings settings)
    {
        try
        {
            // Some settings need validation samples, which are not kept.
            TrainingOptions options = settings.Options;
            (settings.Validation.Length == 0 ? options : options with { Patience = null, Watch = WatchedMeasure.Cost }).Validate();
        }
        catch (NetworkException exception)
        {
            throw new InvalidDataException($"its settings are not usable ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static void WriteWeights(BinaryWriter writer, ClassWeighting? weight)
    {
        writer.Write(weight is null ? None : weight == ClassWeighting.Balanced ? Balanced : Given);
        if (weight is not null && weight != ClassWeighting.Balanced)
        {
            writer.Write(weight.Given.Count);
            foreach ((object label, double value) in weight.Given)
            {
                TypeCode type = Type.GetTypeCode(label.GetType());
                bool isKept = LabelTypes.Contains(type) && !label.GetType().IsEnum;
                writer.Write((int)(isKept ? type : TypeCode.String));
                writer.Write(isKept ? Convert.ToString(label, CultureInfo.InvariantCulture)! : DataSchema.LabelText(label));
                writer.Write(value);
            }
        }
    }

    private static ClassWeighting? ReadWeights(CheckpointReader reader) => reader.Integer("the class weights", None, Given) switch
    {
        None => null,
        Balanced => ClassWeighting.Balanced,
        _ => ClassWeighting.Of(reader.List("class weights", sizeof(int) + 1 + sizeof(double), () =>
        {
            var type = (TypeCode)reader.Integer("the type of a class label");
            object label = reader.Text("a class label", text => type == TypeCode.String ? text : LabelTypes.Contains(type) ? Convert.ChangeType(text, type, CultureInfo.InvariantCulture) : null);
            return KeyValuePair.Create(label, reader.FiniteNumber("a class weight"));
        })),
    };
}
