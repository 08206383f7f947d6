namespace PSNeuralNet.Commands;

/// <summary>View of training results: that of tables shows the score on rows that were held out.</summary>
internal static class TrainingView
{
    /// <summary>The result; that of a table with the type name of its own view.</summary>
    public static object Of(TrainingResult result)
    {
        if (!result.Dataset.IsTable)
        {
            return result;
        }

        var shown = new PSObject(result);
        shown.TypeNames.Insert(0, $"{typeof(TrainingResult).FullName}#Table");
        return shown;
    }
}
