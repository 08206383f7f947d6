namespace PSNeuralNet.Tests.Charts;

public class TextCanvasTests
{
    [Fact]
    public void Colors_begin_and_end_where_they_are_needed()
    {
        var canvas = new TextCanvas(10, 4, isPlain: false);
        canvas.Write(0, 0, "ab c", new CellStyle(32, IsBold: true));
        canvas.Write(0, 4, "d");
        canvas.Set(2, 1, " ", new CellStyle(Background: 255));
        Assert.Equal(["\e[0;1;38;5;32mab c\e[0md", "", " \e[0;48;5;255m \e[0m"], canvas.Lines());
    }

    [Fact]
    public void A_plain_canvas_has_no_styles()
    {
        var canvas = new TextCanvas(10, 2, isPlain: true);
        canvas.Write(0, 0, "ab  ", new CellStyle(32, 255, IsBold: true));
        Assert.Equal(["ab"], canvas.Lines());
    }

    [Fact]
    public void What_has_no_room_is_cut_off()
    {
        var canvas = new TextCanvas(4, 2, isPlain: true);
        Assert.Equal(4, canvas.Write(0, 2, "abc"));
        canvas.Write(1, 3, "世");
        canvas.Set(2, 0, "x");
        canvas.Set(0, -1, "x");
        canvas.Set(0, 4, "x");
        Assert.Equal(["  ab"], canvas.Lines());
    }

    [Fact]
    public void Wide_characters_take_two_cells_and_marks_none()
    {
        var canvas = new TextCanvas(8, 1, isPlain: true);
        Assert.Equal(5, canvas.Write(0, 0, "世😀e\u0301"));
        canvas.Write(0, 5, "|");
        Assert.Equal(["世😀e\u0301|"], canvas.Lines());
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("世界世界", 5, "世界…")]
    [InlineData("a  b\r\nc", 9, "a b c")]
    [InlineData("red\u001b[31m\u0007", 9, "red [31m")]
    [InlineData("left\u202eright", 20, "leftright")]
    [InlineData("ab", 0, "")]
    public void Texts_are_shortened_and_say_nothing_to_the_terminal(string text, int most, string expected)
    {
        Assert.Equal(expected, TextWidth.Shorten(text, most));
        Assert.True(TextWidth.Of(TextWidth.Shorten(text, most)) <= most);
    }

    [Fact]
    public void Braille_dots_are_two_by_four_in_a_cell()
    {
        Assert.Equal(["⠑⢄"], Lines(2, 1, [(0, 0), (1, 1)]));
        Assert.Equal(["⡇"], Lines(1, 1, [(0, 0), (0, 1)]));
        Assert.Equal(["⢸"], Lines(1, 1, [(1, 0), (1, 1)]));
        Assert.Equal(["⠉", "⣀"], Lines(1, 2, [(0, 0), (1, 0)], [(0, 1), (1, 1)]));
        Assert.Equal(["⠈"], Lines(1, 1, [(1, 0)]));
    }

    [Fact]
    public void In_ASCII_a_cell_is_a_mark()
    {
        var canvas = new TextCanvas(4, 4, isPlain: true);
        var raster = new DotRaster(4, 4, isPlain: true);
        raster.Line([(0, 0), (1, 1)], 32, '*');
        raster.Line([(0, 1), (1, 1)], 32, '.', isDashed: true);
        raster.Draw(canvas, 0, 0);
        Assert.Equal(["*", " *", "  *", ". .*"], canvas.Lines());
    }

    [Fact]
    public void Lines_stand_out_from_black_and_from_white()
    {
        Assert.All(Palette.Terminal.Append(TextColors.Muted), color =>
        {
            Assert.True(TextColors.Contrast(color, TextColors.Black) >= 3, $"{color} on black");
            Assert.True(TextColors.Contrast(color, TextColors.White) >= 3, $"{color} on white");
        });
        Assert.Equal(21, TextColors.Contrast(TextColors.Black, TextColors.White), 1e-9);
    }

    [Fact]
    public void Samples_and_counts_can_be_read_on_their_backgrounds()
    {
        for (int index = 0; index < 5; index++)
        {
            // In a plane through many columns a sample may lie on the color of another class. 3 is what WCAG asks of signs, 4.5 of text.
            for (int other = 0; other < 5; other++)
            {
                Assert.All([0, 0.3, 0.6, 1], certainty => Assert.True(TextColors.Contrast(TextColors.Sign(index), TextColors.Field(other, certainty)) >= 3, $"{index} on {other}, {certainty}"));
            }
        }

        Assert.All(TextColors.Shares, color => Assert.True(TextColors.Contrast(TextColors.On(color), color) >= 4.5, $"{color}"));
        Assert.Equal((255, 189, 25), (TextColors.Share(0), TextColors.Share(0.01), TextColors.Share(1)));
    }

    private static IReadOnlyList<string> Lines(int columns, int rows, params (double X, double Y)[][] lines)
    {
        var canvas = new TextCanvas(columns, rows, isPlain: true);
        var raster = new DotRaster(columns, rows, isPlain: false);
        foreach ((double X, double Y)[] line in lines)
        {
            raster.Line(line, 32, '*');
        }

        raster.Draw(canvas, 0, 0);
        return canvas.Lines();
    }
}
