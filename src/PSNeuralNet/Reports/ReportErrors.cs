using static PSNeuralNet.Failure;

namespace PSNeuralNet.Reports;

/// <summary>Errors about reports. The method is named after the error's id.</summary>
internal static class ReportErrors
{
    public static NetworkException ReportFormatUnclear(string path) => InvalidArgument(
        $"A report is a page of HTML, and '{path}' is not the name of one. Give a name that ends in .html.", path);

    public static NetworkException ReportDescriptionTooLong(string text, int maximum) => InvalidArgument(
        $"The description '{text[..20]}...' has {text.Length} characters. Give at most {maximum}: the intended use in some sentences.", text);
}
