using System.Collections.ObjectModel;
using PSNeuralNet.Networks;

namespace PSNeuralNet.Training;

/// <summary>The cost of one epoch.</summary>
public record EpochCost(int Epoch, double Cost)
{
    /// <summary>The epoch, from 0: the number of updates before this cost was taken.</summary>
    public virtual int Epoch { get; init; } = Epoch;

    /// <summary>The mean cost over the samples.</summary>
    public virtual double Cost { get; init; } = Cost;

    /// <summary>In a few words: "epoch 100: 0.2937".</summary>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Cost:0.0000}");
}

/// <summary>The cost of one epoch of a training whose learning rate changes.</summary>
public sealed record ScheduledEpochCost(int Epoch, double Cost, double LearningRate) : EpochCost(Epoch, Cost)
{
    // Overridden for their order: Export-Csv writes a class's own properties before those of its base.
    /// <inheritdoc/>
    public override int Epoch { get => base.Epoch; init => base.Epoch = value; }

    /// <inheritdoc/>
    public override double Cost { get => base.Cost; init => base.Cost = value; }

    /// <summary>The learning rate of the epoch.</summary>
    public double LearningRate { get; init; } = LearningRate;
}

/// <summary>One epoch of a training with validation samples.</summary>
public abstract record ValidatedEpochCost(int Epoch, double Cost, double ValidationCost) : EpochCost(Epoch, Cost)
{
    /// <summary>The mean loss of the validation samples after the epoch's updates, without penalty and without class weights.</summary>
    public virtual double ValidationCost { get; init; } = ValidationCost;
}

/// <summary>One epoch of a training for classes with validation samples.</summary>
public sealed record ClassificationEpochCost(int Epoch, double Cost, double ValidationCost, double ValidationAccuracy, double LearningRate)
    : ValidatedEpochCost(Epoch, Cost, ValidationCost)
{
    // Overridden for their order: Export-Csv writes a class's own properties before those of its base.
    /// <inheritdoc/>
    public override int Epoch { get => base.Epoch; init => base.Epoch = value; }

    /// <inheritdoc/>
    public override double Cost { get => base.Cost; init => base.Cost = value; }

    /// <inheritdoc/>
    public override double ValidationCost { get => base.ValidationCost; init => base.ValidationCost = value; }

    /// <summary>The weighted share of validation samples that are classified correctly then.</summary>
    public double ValidationAccuracy { get; init; } = ValidationAccuracy;

    /// <summary>The learning rate of the epoch.</summary>
    public double LearningRate { get; init; } = LearningRate;
}

/// <summary>One epoch of a training for numbers with validation samples.</summary>
public sealed record RegressionEpochCost(int Epoch, double Cost, double ValidationCost, double ValidationR2, double LearningRate)
    : ValidatedEpochCost(Epoch, Cost, ValidationCost)
{
    // Overridden for their order: Export-Csv writes a class's own properties before those of its base.
    /// <inheritdoc/>
    public override int Epoch { get => base.Epoch; init => base.Epoch = value; }

    /// <inheritdoc/>
    public override double Cost { get => base.Cost; init => base.Cost = value; }

    /// <inheritdoc/>
    public override double ValidationCost { get => base.ValidationCost; init => base.ValidationCost = value; }

    /// <summary>The coefficient of determination on the validation samples then.</summary>
    public double ValidationR2 { get; init; } = ValidationR2;

    /// <summary>The learning rate of the epoch.</summary>
    public double LearningRate { get; init; } = LearningRate;
}

/// <summary>Snapshot of a network during its training.</summary>
/// <param name="Epoch">The number of updates before: with all samples in one batch, the cost of this epoch is that of these parameters.</param>
/// <param name="Parameter">The weights and biases.</param>
public sealed record EpochSnapshot(int Epoch, NetworkParameter Parameter)
{
    /// <summary>In a few words: "epoch 64: 2-5-1 tanh/sigmoid".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: {Parameter}");
}

/// <summary>
/// The cost of every epoch of a training, in order. With all samples in one batch, cost number k is taken before update k, so number 0
/// is the cost of the initial parameters; with smaller batches it is the mean of the batches' costs. Where a regression standardizes its
/// targets, costs are those of the standardized ones.
/// </summary>
public sealed class CostHistory : ReadOnlyCollection<EpochCost>
{
    private readonly EpochList _epochs;

    internal CostHistory(EpochList epochs, IReadOnlyList<EpochSnapshot> snapshots)
        : base(epochs)
    {
        _epochs = epochs;
        Snapshot = new ReadOnlyCollection<EpochSnapshot>([.. snapshots]);
    }

    /// <summary>
    /// Snapshots of the network, of the first epochs close together, of later ones far apart; none unless the options ask for them
    /// (<see cref="TrainingOptions.SnapshotCount"/>).
    /// </summary>
    public IReadOnlyList<EpochSnapshot> Snapshot { get; }

    /// <summary>The cost of an epoch, by index, without the object.</summary>
    internal double CostOf(int index) => _epochs.CostOf(index);

    /// <summary>In a few words: "5000 epochs, 0.7313 to 0.0759".</summary>
    public override string ToString()
    {
        string costs = Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {CostOf(0):0.0000} to {CostOf(Count - 1):0.0000}");
        return $"{Count} epoch{(Count == 1 ? "" : "s")}{costs}";
    }
}
