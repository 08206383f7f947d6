namespace PSNeuralNet.Tests.Commands;

public class ErrorsTests : PowerShellTest
{
    [Fact]
    public void Categories_have_the_names_of_PowerShell()
    {
        Assert.Empty(Run("[Enum]::GetNames([PSNeuralNet.FailureCategory]) | Where-Object { $_ -notin [Enum]::GetNames([System.Management.Automation.ErrorCategory]) }"));
        Assert.Equal("12", Assert.Single(Run("[Enum]::GetNames([PSNeuralNet.FailureCategory]).Count")).ToString());
    }
}
