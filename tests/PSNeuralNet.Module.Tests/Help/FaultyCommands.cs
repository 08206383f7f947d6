namespace PSNeuralNet.Tests.Help;

// One fault each. Internal, so that importing this assembly as a module does not export them.
internal static class FaultyCommands
{
    /// <remarks>No summary.</remarks>
    /// <example><title>One</title><code>Get-NoSummary</code></example>
    /// <example><title>Two</title><code>Get-NoSummary</code></example>
    [Cmdlet(VerbsCommon.Get, "NoSummary")]
    internal sealed class NoSummary : PSCmdlet
    {
        protected override void EndProcessing()
        {
        }
    }

    /// <summary>A parameter without a word.</summary>
    /// <example><title>One</title><code>Get-NoParameterText</code></example>
    /// <example><title>Two</title><code>Get-NoParameterText</code></example>
    [Cmdlet(VerbsCommon.Get, "NoParameterText")]
    internal sealed class NoParameterText : PSCmdlet
    {
        /// <summary>Described.</summary>
        [Parameter]
        public string? Good { get; set; }

        [Parameter]
        public string? Bad { get; set; }
    }

    /// <summary>One example is not enough.</summary>
    /// <example><title>One</title><code>Get-OneExample</code></example>
    [Cmdlet(VerbsCommon.Get, "OneExample")]
    internal sealed class OneExample : PSCmdlet
    {
    }

    /// <summary>Examples that lack something.</summary>
    /// <example><code>Get-HalfExample</code></example>
    /// <example><title>Two</title><para>No code.</para></example>
    [Cmdlet(VerbsCommon.Get, "HalfExample")]
    internal sealed class HalfExample : PSCmdlet
    {
    }

    /// <summary>A link to what is no cmdlet.</summary>
    /// <example><title>One</title><code>Get-BadLink</code></example>
    /// <example><title>Two</title><code>Get-BadLink</code></example>
    /// <seealso cref="SampleThing"/>
    [Cmdlet(VerbsCommon.Get, "BadLink")]
    internal sealed class BadLink : PSCmdlet
    {
    }

    // A prefix suppresses the compiler's check of a reference.
#pragma warning disable CA1200
    /// <summary>References to nothing, on the class and on a parameter: <see cref="!:GoneCommand"/>.</summary>
    /// <example><title>One</title><code>Get-BadReference</code></example>
    /// <example><title>Two</title><code>Get-BadReference</code></example>
    [Cmdlet(VerbsCommon.Get, "BadReference")]
    internal sealed class BadReference : PSCmdlet
    {
        /// <summary>Like <see cref="!:Lost.Name"/>.</summary>
        [Parameter]
        public string? Name { get; set; }
    }
#pragma warning restore CA1200

    /// <summary>Speaks of a type that does not come out.</summary>
    /// <example><title>One</title><code>Get-StrayOutput</code></example>
    /// <example><title>Two</title><code>Get-StrayOutput</code></example>
    /// <outputs cref="SampleThing">A thing.</outputs>
    [Cmdlet(VerbsCommon.Get, "StrayOutput")]
    [OutputType(typeof(int))]
    internal sealed class StrayOutput : PSCmdlet
    {
    }
}
