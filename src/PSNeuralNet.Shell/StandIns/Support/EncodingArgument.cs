using System.Management.Automation;
using System.Text;

namespace PSNeuralNet.Shell.StandIns.Support;

/// <summary>Takes an encoding by its PowerShell name, by its .NET name, or by its code page.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>What is used when no encoding is named: UTF-8 without a byte order mark.</summary>
    public static Encoding Default { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                string name => Find(name),
                int codePage => Encoding.GetEncoding(codePage),
                _ => value,
            };
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{value}' is not the name of an encoding. Use for example utf8, utf8BOM, unicode or ascii.", unknown);
        }
    }

    private static Encoding Find(string name) => name.ToUpperInvariant() switch
    {
        "UTF8" or "UTF8NOBOM" or "DEFAULT" => Default,
        "UTF8BOM" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "ASCII" => Encoding.ASCII,
        "UNICODE" => Encoding.Unicode,
        "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
        "UTF32" => Encoding.UTF32,
        "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        _ => Encoding.GetEncoding(name),
    };
}
