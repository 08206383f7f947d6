using PSNeuralNet.Reports;
using SkiaSharp;

namespace PSNeuralNet.Tests.Reports;

public class IndexedPngTests
{
    [Fact]
    public void A_picture_has_the_colors_of_its_pixels()
    {
        (Rgb, byte)[] palette = [(new Rgb(255, 0, 0), 255), (new Rgb(0, 128, 64), 255), (new Rgb(9, 9, 9), 0)];
        byte[] pixels = [0, 1, 2, 1, 1, 0];
        byte[] file = IndexedPng.Encode(3, pixels, palette);
        using SKBitmap picture = SKBitmap.Decode(file);
        Assert.Equal((3, 2), (picture.Width, picture.Height));
        Assert.Equal(new SKColor(255, 0, 0), picture.GetPixel(0, 0));
        Assert.Equal(new SKColor(0, 128, 64), picture.GetPixel(1, 0));
        Assert.Equal(0, picture.GetPixel(2, 0).Alpha);
        Assert.Equal(new SKColor(255, 0, 0), picture.GetPixel(2, 1));

        // The check of the end is the one in every PNG file.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], file[^4..]);
        Assert.StartsWith("data:image/png;base64,iVBOR", IndexedPng.DataUrl(3, pixels, palette), StringComparison.Ordinal);
    }
}
