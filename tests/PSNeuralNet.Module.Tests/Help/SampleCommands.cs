namespace PSNeuralNet.Tests.Help;

/// <summary>Curve of a sample.</summary>
public enum SampleCurve
{
    /// <summary>Not at all.</summary>
    Straight,

    /// <summary>Smoothly, between -1 and 1.</summary>
    Tanh,
}

/// <summary>A thing that the sample cmdlets make.</summary>
public sealed record SampleThing(string Name);

/// <summary>Base of several sample cmdlets.</summary>
public abstract class SampleCommandBase : PSCmdlet
{
    /// <summary>The seed, declared in a base class.</summary>
    /// <value>a drawn seed</value>
    [Parameter]
    public long? Seed { get; set; }
}

/// <summary>
/// Makes
/// a sample.
/// </summary>
/// <remarks>
/// <para>It costs <c>n * m</c> steps; see <see cref="GetSampleCommand"/>, <see cref="Count"/>,
/// <see cref="SampleThing"/>, <see cref="SampleCurve.Tanh"/> and <see langword="null"/>.</para>
/// <list type="bullet">
/// <item><description>first</description></item>
/// <item><term>second</term><description>the other</description></item>
/// </list>
/// <code>
/// if ($x) {
///     'code'
/// }
/// </code>
/// </remarks>
/// <example>
/// <title>Make one sample</title>
/// <code>
/// $sample = New-Sample 3 |
///     Where-Object { $_.Name -and $true }
/// $sample
/// </code>
/// <para>Makes it.</para>
/// <para>Shows it.</para>
/// </example>
/// <example>
/// <title>Read samples from files</title>
/// <code>Get-ChildItem *.csv | New-Sample -Curve Tanh</code>
/// <para>Each file gives a sample.</para>
/// </example>
/// <inputs>A thing to copy.</inputs>
/// <outputs cref="int">The number of samples, with -Measure.</outputs>
/// <seealso cref="GetSampleCommand"/>
/// <seealso href="https://example.org/sample">About samples</seealso>
/// <seealso>about_Sample</seealso>
[Cmdlet(VerbsCommon.New, "Sample", DefaultParameterSetName = "Count", SupportsShouldProcess = true)]
[OutputType(typeof(SampleThing))]
[OutputType(typeof(int))]
public sealed class NewSampleCommand : SampleCommandBase
{
    /// <summary>Number of samples.</summary>
    /// <remarks>Not too many.</remarks>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Count")]
    [Alias("N", "Number")]
    [ValidateRange(1, 1000)]
    public int Count { get; set; }

    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [Alias("FullName")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>A thing to copy.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Thing")]
    public SampleThing? Thing { get; set; }

    /// <summary>The curve.</summary>
    [Parameter(Position = 1)]
    public SampleCurve Curve { get; set; } = SampleCurve.Tanh;

    /// <summary>The unit.</summary>
    [Parameter]
    [ValidateSet("Meter", "Foot")]
    public string Unit { get; set; } = "Meter";

    /// <summary>The spread.</summary>
    [Parameter]
    public double Noise { get; set; } = 0.2;

    /// <summary>The layers.</summary>
    [Parameter]
    public int[] Layer { get; set; } = [8, 4];

    /// <summary>Counts only.</summary>
    [Parameter(ParameterSetName = "Count")]
    [Parameter(ParameterSetName = "Path")]
    public SwitchParameter Measure { get; set; }

    /// <summary>Nobody sees this.</summary>
    [Parameter(DontShow = true)]
    public string? Hidden { get; set; }
}

/// <summary>Gets samples.</summary>
/// <example>
/// <title>All</title>
/// <code>Get-Sample</code>
/// </example>
/// <example>
/// <title>One</title>
/// <code><![CDATA[Get-Sample | Where-Object { $_.Name -match '<a>' }]]></code>
/// </example>
/// <seealso cref="NewSampleCommand"/>
[Cmdlet(VerbsCommon.Get, "Sample", HelpUri = "https://example.org/get-sample")]
[OutputType(typeof(double[]))]
public sealed class GetSampleCommand : PSCmdlet
{
    /// <inheritdoc cref="NewSampleCommand.Noise"/>
    /// <value>none</value>
    [Parameter]
    public double Noise { get; set; }

    /// <summary>The most to get; all of them when not given.</summary>
    [Parameter]
    public int? Limit { get; set; }
}

/// <summary>Neither takes nor gives anything.</summary>
/// <example>
/// <title>Once</title>
/// <code>Clear-Sample</code>
/// </example>
/// <example>
/// <title>And again</title>
/// <code>Clear-Sample</code>
/// </example>
[Cmdlet(VerbsCommon.Clear, "Sample")]
public sealed class ClearSampleCommand : PSCmdlet
{
}
