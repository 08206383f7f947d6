namespace PSNeuralNet.Commands;

/// <summary>Base class of the cmdlets that write one file: its path, overwriting, -WhatIf, and -PassThru.</summary>
public abstract class ExportCmdlet : NetworkCmdlet
{
    /// <summary>The path of the file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = null!;

    /// <summary>The path of the file to write, taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = null!;

    /// <summary>
    /// Overwrites an existing file. Its permissions and owner are kept where allowed, hard links and extended attributes are not. A symbolic
    /// link stays, and the file that it leads to is replaced.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Passes the input object on to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The file system path to write.</summary>
    /// <exception cref="NetworkException">The path belongs to another provider.</exception>
    private protected string OutputPath => NewFile(Path ?? LiteralPath);

    /// <summary>Writes the file, if -WhatIf and -Confirm allow it, then the input object, if -PassThru is given.</summary>
    /// <param name="path">The file.</param>
    /// <param name="action">The action's name, for -WhatIf and -Confirm.</param>
    /// <param name="write">Writes the file.</param>
    /// <param name="input">The input object.</param>
    private protected void Export(string path, string action, Action write, object input)
    {
        if (ShouldProcess(path, action))
        {
            write();
        }

        if (PassThru)
        {
            WriteObject(input);
        }
    }
}
