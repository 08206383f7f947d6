using System.Management.Automation;

namespace PSNeuralNet.Commands;

/// <summary>
/// Turns what the library finds wrong into PowerShell's error records: the id is the library's name of the problem, the
/// message is the library's, the category is here.
/// </summary>
internal static class Errors
{
    /// <summary>A parameter about the columns of a table, for images.</summary>
    public const string ImageParameterInvalid = "ImageParameterInvalid";

    /// <summary>What is neither data nor a network.</summary>
    public const string FeatureSourceInvalid = "FeatureSourceInvalid";

    /// <summary>A parameter about checkpoints without their file.</summary>
    public const string CheckpointPathMissing = "CheckpointPathMissing";

    /// <summary>Two switches that contradict each other.</summary>
    public const string StandardizeAmbiguous = "StandardizeAmbiguous";

    /// <summary>A switch that contradicts the network to go on with.</summary>
    public const string StandardizeMismatch = "StandardizeMismatch";

    /// <summary>One checkpoint for several datasets.</summary>
    public const string CheckpointShared = "CheckpointShared";

    /// <summary>Classes that differ in upper and lower case only, as names of properties.</summary>
    public const string ClassNameAmbiguous = "ClassNameAmbiguous";

    /// <summary>A key of a hashtable that is empty text, as the name of a property.</summary>
    public const string ColumnNameMissing = "ColumnNameMissing";

    /// <summary>Rows without the name of their target.</summary>
    public const string TargetNotGiven = "TargetNotGiven";

    /// <summary>The name of a target for a dataset, which has one.</summary>
    public const string TargetNotUsed = "TargetNotUsed";

    /// <summary>An object that stands for no network.</summary>
    public const string NetworkInvalid = "NetworkInvalid";

    /// <summary>A path that is not one of the file system.</summary>
    public const string FileProviderInvalid = "FileProviderInvalid";

    /// <summary>Objects that do not say what to draw.</summary>
    public const string ChartKindUnclear = "ChartKindUnclear";

    /// <summary>An object that cannot be drawn, or too many of them.</summary>
    public const string ChartInputInvalid = "ChartInputInvalid";

    /// <summary>A chart of a network without one.</summary>
    public const string ChartNetworkMissing = "ChartNetworkMissing";

    /// <summary>A chart of samples without any.</summary>
    public const string ChartDatasetMissing = "ChartDatasetMissing";

    /// <summary>A window without a size.</summary>
    public const string WindowEmpty = "WindowEmpty";

    /// <summary>A path that stands for no file.</summary>
    public const string FileMissing = "FileMissing";

    private static readonly Dictionary<string, ErrorCategory> Categories = new(StringComparer.Ordinal)
    {
        // Arguments outside their range.
        ["SeedInvalid"] = ErrorCategory.InvalidArgument,
        ["NoiseInvalid"] = ErrorCategory.InvalidArgument,
        ["SampleCountInvalid"] = ErrorCategory.InvalidArgument,
        ["FactorInvalid"] = ErrorCategory.InvalidArgument,
        ["DeviationInvalid"] = ErrorCategory.InvalidArgument,
        ["CenterCountInvalid"] = ErrorCategory.InvalidArgument,
        ["ClassCountInvalid"] = ErrorCategory.InvalidArgument,
        ["FeatureCountInvalid"] = ErrorCategory.InvalidArgument,
        ["InformativeCountInvalid"] = ErrorCategory.InvalidArgument,
        ["TargetCountInvalid"] = ErrorCategory.InvalidArgument,
        ["TurnsInvalid"] = ErrorCategory.InvalidArgument,
        ["FractionInvalid"] = ErrorCategory.InvalidArgument,
        ["FoldCountInvalid"] = ErrorCategory.InvalidArgument,
        ["DatasetTooLarge"] = ErrorCategory.LimitsExceeded,
        ["LayerSizeInvalid"] = ErrorCategory.InvalidArgument,
        ["LearningRateInvalid"] = ErrorCategory.InvalidArgument,
        ["EpochCountInvalid"] = ErrorCategory.InvalidArgument,
        ["ParameterShapeInvalid"] = ErrorCategory.InvalidArgument,
        ["BatchSizeInvalid"] = ErrorCategory.InvalidArgument,
        ["ConstantInvalid"] = ErrorCategory.InvalidArgument,
        ["DropoutInvalid"] = ErrorCategory.InvalidArgument,
        ["DropoutCountMismatch"] = ErrorCategory.InvalidArgument,
        ["ActivationCountMismatch"] = ErrorCategory.InvalidArgument,
        ["OutputCountMismatch"] = ErrorCategory.InvalidArgument,
        ["ActivationInvalid"] = ErrorCategory.InvalidArgument,
        ["OutputActivationInvalid"] = ErrorCategory.InvalidArgument,
        ["ScheduleConstantMissing"] = ErrorCategory.InvalidArgument,
        ["ClassWeightInvalid"] = ErrorCategory.InvalidArgument,
        ["ClassWeightUnknown"] = ErrorCategory.InvalidArgument,
        ["ClassWeightWithoutClasses"] = ErrorCategory.InvalidArgument,
        ["TaskMismatch"] = ErrorCategory.InvalidArgument,
        ["ValidationFractionInvalid"] = ErrorCategory.InvalidArgument,
        ["ValidationGivenTwice"] = ErrorCategory.InvalidArgument,
        ["PatienceWithoutValidation"] = ErrorCategory.InvalidArgument,
        ["LbfgsMismatch"] = ErrorCategory.InvalidArgument,
        [CheckpointPathMissing] = ErrorCategory.InvalidArgument,
        [StandardizeAmbiguous] = ErrorCategory.InvalidArgument,
        [StandardizeMismatch] = ErrorCategory.InvalidArgument,
        [TargetNotGiven] = ErrorCategory.InvalidArgument,
        [TargetNotUsed] = ErrorCategory.InvalidArgument,
        [CheckpointShared] = ErrorCategory.InvalidOperation,
        [ClassNameAmbiguous] = ErrorCategory.InvalidArgument,
        [ColumnNameMissing] = ErrorCategory.InvalidData,
        ["ClassWeightAllZero"] = ErrorCategory.InvalidArgument,
        ["NetworkFormatUnclear"] = ErrorCategory.InvalidArgument,
        ["RepeatCountInvalid"] = ErrorCategory.InvalidArgument,
        ["MetricMismatch"] = ErrorCategory.InvalidArgument,
        ["ThresholdInvalid"] = ErrorCategory.InvalidArgument,
        ["ParameterNotFinite"] = ErrorCategory.InvalidArgument,
        ["NetworkTooLarge"] = ErrorCategory.LimitsExceeded,
        ["TableTooLarge"] = ErrorCategory.LimitsExceeded,
        ["CategoryTooMany"] = ErrorCategory.LimitsExceeded,
        ["MaximumCategoryInvalid"] = ErrorCategory.InvalidArgument,
        ["FeatureRepeated"] = ErrorCategory.InvalidArgument,
        ["ClassIndexInvalid"] = ErrorCategory.InvalidArgument,

        // Charts.
        [ChartKindUnclear] = ErrorCategory.InvalidArgument,
        [ChartInputInvalid] = ErrorCategory.InvalidType,
        [ChartNetworkMissing] = ErrorCategory.InvalidArgument,
        [ChartDatasetMissing] = ErrorCategory.InvalidArgument,
        ["ChartFormatUnclear"] = ErrorCategory.InvalidArgument,
        ["ReportFormatUnclear"] = ErrorCategory.InvalidArgument,
        ["ChartSizeInvalid"] = ErrorCategory.InvalidArgument,
        ["ChartKindNotText"] = ErrorCategory.InvalidArgument,
        ["TextSizeInvalid"] = ErrorCategory.InvalidArgument,
        [WindowEmpty] = ErrorCategory.InvalidOperation,
        ["ChartTextTooLong"] = ErrorCategory.InvalidArgument,
        ["ChartTaskMismatch"] = ErrorCategory.InvalidOperation,
        ["ChartHistoryEmpty"] = ErrorCategory.InvalidData,
        ["ChartEpochRepeated"] = ErrorCategory.InvalidData,
        ["ChartScaleInvalid"] = ErrorCategory.InvalidData,
        ["ChartEmpty"] = ErrorCategory.InvalidData,
        ["ChartImportanceMixed"] = ErrorCategory.InvalidData,
        ["ChartOneClass"] = ErrorCategory.InvalidData,
        ["ChartLibraryMissing"] = ErrorCategory.NotInstalled,
        ["BoundaryFeatureCountInvalid"] = ErrorCategory.InvalidArgument,
        ["BoundaryFeatureInvalid"] = ErrorCategory.InvalidArgument,

        // Columns that are not there.
        ["TargetMissing"] = ErrorCategory.ObjectNotFound,
        ["SampleWeightMissing"] = ErrorCategory.ObjectNotFound,
        ["FeatureMissing"] = ErrorCategory.ObjectNotFound,
        ["FeatureNone"] = ErrorCategory.ObjectNotFound,

        // Data that cannot be worked with.
        ["TableEmpty"] = ErrorCategory.InvalidData,
        ["TargetIsTime"] = ErrorCategory.InvalidData,
        ["TargetIsEmpty"] = ErrorCategory.InvalidData,
        ["TargetNotBinary"] = ErrorCategory.InvalidData,
        ["TargetTooFew"] = ErrorCategory.InvalidData,
        ["ClassTooSmall"] = ErrorCategory.InvalidData,
        ["SampleWeightInvalid"] = ErrorCategory.InvalidData,
        ["SampleWeightNotNumeric"] = ErrorCategory.InvalidData,
        ["SampleWeightAllZero"] = ErrorCategory.InvalidData,
        ["RowInvalid"] = ErrorCategory.InvalidType,
        ["CellIsEmpty"] = ErrorCategory.InvalidData,
        ["CellIsNaN"] = ErrorCategory.InvalidData,
        ["CellIsInfinite"] = ErrorCategory.InvalidData,
        ["CellNotNumeric"] = ErrorCategory.InvalidData,
        ["CellKindInvalid"] = ErrorCategory.InvalidData,
        ["ColumnMixed"] = ErrorCategory.InvalidData,
        ["CategoryUnknown"] = ErrorCategory.InvalidData,
        [ImageParameterInvalid] = ErrorCategory.InvalidArgument,
        [FeatureSourceInvalid] = ErrorCategory.InvalidType,
        ["CellUnreadable"] = ErrorCategory.ReadError,
        ["DatasetShapeInvalid"] = ErrorCategory.InvalidData,
        ["SampleNone"] = ErrorCategory.InvalidData,
        ["ProbabilityInvalid"] = ErrorCategory.InvalidData,
        ["ProbabilitySumInvalid"] = ErrorCategory.InvalidData,
        ["ScoreInvalid"] = ErrorCategory.InvalidData,
        ["TargetValueInvalid"] = ErrorCategory.InvalidData,

        // Files.
        ["CsvFormatInvalid"] = ErrorCategory.InvalidData,
        ["CsvRowRagged"] = ErrorCategory.InvalidData,
        ["FileDamaged"] = ErrorCategory.InvalidData,
        ["DependencyMissing"] = ErrorCategory.NotInstalled,
        ["FileUnreadable"] = ErrorCategory.OpenError,
        ["IdxMagicInvalid"] = ErrorCategory.InvalidData,
        ["IdxSizeInvalid"] = ErrorCategory.InvalidData,
        ["IdxTruncated"] = ErrorCategory.InvalidData,
        ["IdxTooLong"] = ErrorCategory.InvalidData,
        ["IdxDimensionInvalid"] = ErrorCategory.InvalidData,
        ["IdxCountMismatch"] = ErrorCategory.InvalidData,
        [FileMissing] = ErrorCategory.ObjectNotFound,
        [FileProviderInvalid] = ErrorCategory.InvalidArgument,
        [NetworkInvalid] = ErrorCategory.InvalidArgument,
        ["FolderMissing"] = ErrorCategory.ObjectNotFound,
        ["FileExists"] = ErrorCategory.ResourceExists,
        ["FileNotWritten"] = ErrorCategory.WriteError,
        ["NetworkFileMissing"] = ErrorCategory.ObjectNotFound,
        ["NetworkFileUnreadable"] = ErrorCategory.ReadError,
        ["NetworkFileInvalid"] = ErrorCategory.InvalidData,
        ["NetworkFileTooNew"] = ErrorCategory.InvalidData,
        ["NetworkNotFinite"] = ErrorCategory.InvalidData,
        ["CheckpointMissing"] = ErrorCategory.ObjectNotFound,
        ["CheckpointFolderMissing"] = ErrorCategory.ObjectNotFound,
        ["CheckpointInvalid"] = ErrorCategory.InvalidData,
        ["CheckpointDamaged"] = ErrorCategory.InvalidData,
        ["CheckpointTooNew"] = ErrorCategory.InvalidData,
        ["CheckpointUnreadable"] = ErrorCategory.ReadError,
        ["CheckpointNotWritten"] = ErrorCategory.WriteError,
        ["CheckpointMismatch"] = ErrorCategory.InvalidOperation,

        // A network and data that do not go together.
        ["ClassUnknown"] = ErrorCategory.InvalidOperation,
        ["InputWidthMismatch"] = ErrorCategory.InvalidOperation,
        ["MissingValueUnfilled"] = ErrorCategory.InvalidOperation,
        ["OutputWidthMismatch"] = ErrorCategory.InvalidOperation,
        ["TargetMismatch"] = ErrorCategory.InvalidOperation,
        ["NetworkTaskMismatch"] = ErrorCategory.InvalidOperation,

        // Actual and predicted values that do not go together.
        ["SampleCountMismatch"] = ErrorCategory.InvalidData,
        ["ProbabilityShapeInvalid"] = ErrorCategory.InvalidData,
        ["TargetShapeInvalid"] = ErrorCategory.InvalidData,

        // A result to be wary of.
        ["TrainingDiverged"] = ErrorCategory.InvalidResult,
    };

    /// <summary>The ids that have a category here.</summary>
    public static IReadOnlyCollection<string> Ids => Categories.Keys;

    /// <summary>The error record for what the library found wrong.</summary>
    /// <param name="exception">What the library threw.</param>
    /// <param name="target">The object that was worked on, where the exception names no value at fault.</param>
    public static ErrorRecord ToRecord(NetworkException exception, object? target)
    {
        return new ErrorRecord(
            exception,
            exception.Id,
            Categories.GetValueOrDefault(exception.Id, ErrorCategory.NotSpecified),
            exception.TargetObject ?? target);
    }
}
