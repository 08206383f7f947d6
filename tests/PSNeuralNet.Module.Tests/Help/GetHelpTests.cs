using System.Management.Automation.Runspaces;
using PSNeuralNet.Help;

namespace PSNeuralNet.Tests.Help;

/// <summary>Get-Help finds and shows the help file.</summary>
public sealed class GetHelpTests
{
    public GetHelpTests() => MamlWriter.Save(SampleHelp.Commands, SampleHelp.HelpPath);

    // A container without LANG has the invariant culture.
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("")]
    public void Help_is_found_under_any_culture(string culture)
    {
        Assert.Equal(
            [culture, "Makes a sample."],
            Run(culture, "[cultureinfo]::CurrentUICulture.Name; (Get-Help New-Sample).Synopsis").Select(text => text.ToString()));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("@($h.Syntax.SyntaxItem).Count", "3")]
    [InlineData("$h.Description.Text.Trim() -join '|'", "Makes a sample.|It costs n * m steps; see Get-Sample, -Count, SampleThing, Tanh and $null.|- first\n- second: the other|if ($x) {\n    'code'\n}")]
    [InlineData("@($h.Examples.Example).Count", "2")]
    [InlineData("$h.Examples.Example[0].Code", "$sample = New-Sample 3 |\n    Where-Object { $_.Name -and $true }\n$sample")]
    [InlineData("$h.InputTypes.InputType.Type.Name -join ' '", "PSNeuralNet.Tests.Help.SampleThing System.String[]")]
    [InlineData("$h.ReturnValues.ReturnValue.Type.Name -join ' '", "PSNeuralNet.Tests.Help.SampleThing System.Int32")]
    [InlineData("$h.RelatedLinks.NavigationLink.LinkText -join ' '", "Get-Sample About samples about_Sample")]
    [InlineData("$p = Get-Help New-Sample -Parameter Noise; $p.DefaultValue + ' ' + $p.ParameterValue + ' ' + $p.Description.Text", "0.2 double The spread.")]
    [InlineData("(Get-Help New-Sample -Parameter *).Name -join ' '", "Count Curve Layer Measure Noise Path Seed Thing Unit Confirm WhatIf")]
    [InlineData("$h.ModuleName", "PSNeuralNet.Module.Tests")]
    public void The_engine_shows(string script, string expected)
    {
        PSObject shown = Assert.Single(Run("", "$h = Get-Help New-Sample -Full; " + script));

        Assert.Equal(expected, shown.ToString());
    }

    private static List<PSObject> Run(string culture, string script)
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        try
        {
            // The runspace's host uses the culture of the creating thread.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            using PowerShell shell = PowerShell.Create(runspace);
            _ = shell.AddCommand("Import-Module").AddParameter("Name", SampleHelp.AssemblyPath).AddStatement().AddScript(script);
            List<PSObject> output = [.. shell.Invoke()];
            Assert.Empty(shell.Streams.Error.Select(error => error.ToString()));
            return output;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
