namespace PSNeuralNet.Training;

/// <summary>Preset: the set of defaults of a training.</summary>
public enum Preset
{
    /// <summary>The tutorial's: standardization, where it is on, applies to all features.</summary>
    Tutorial,

    /// <summary>
    /// Those for tables: features of categories, booleans and indicators stay 0 or 1, and only the others are standardized. A feature that is the same in all training samples
    /// gets the weights 0, so it has no effect.
    /// </summary>
    Table,
}
