namespace PSNeuralNet.Training;

/// <summary>Preset: the set of defaults of a training.</summary>
public enum Preset
{
    /// <summary>
    /// Those of the tutorial: a layer of 5 tanh units, gradient descent with the rate 0.3, 5000 epochs, all samples for training. Standardization, where it is on, applies to all features.
    /// </summary>
    Tutorial,

    /// <summary>
    /// Those for tables, chosen from their size, columns and task by the rules of docs/defaults.md. Features of categories, booleans and indicators stay 0 or 1, and only the
    /// others are standardized. A feature that is the same in all training samples gets the weights 0, so it has no effect.
    /// </summary>
    Table,
}
