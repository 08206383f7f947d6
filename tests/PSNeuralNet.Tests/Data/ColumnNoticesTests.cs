namespace PSNeuralNet.Tests.Data;

/// <summary>Warnings about columns: one sentence a kind, naming up to ten columns.</summary>
public class ColumnNoticesTests
{
    [Fact]
    public void A_single_column_has_a_sentence_of_its_own()
    {
        var notices = new ColumnNotices();
        Assert.Empty(notices.Sentences());
        notices.Add(ColumnNotice.LeftOut, "unit", "all cells are 'cm'");
        notices.Add(ColumnNotice.CaseVariant, "answer", "'yes' and 'YES'");
        notices.Add(ColumnNotice.Never, "end", "2, first in row 3", "The column 'end' has 2 times that stand for never.");
        Assert.Equal(
            [
                "The column 'unit' is left out: all cells are 'cm'.",
                "The column 'answer' has values that differ in upper and lower case only, and that are categories of their own: 'yes' and 'YES'. -IgnoreCase makes one of them.",
                "The column 'end' has 2 times that stand for never.",
            ],
            notices.Sentences());
    }

    [Fact]
    public void Several_columns_of_a_kind_share_a_sentence_that_names_ten()
    {
        var notices = new ColumnNotices();
        for (int i = 1; i <= 12; i++)
        {
            notices.Add(ColumnNotice.LeftOut, $"c{i}", $"all cells are '{i}'");
        }

        notices.Add(ColumnNotice.Never, "a", "2, first in row 3", "not used for two");
        notices.Add(ColumnNotice.Never, "b", "1, in row 9");
        Assert.Equal(
            [
                "12 columns are left out: 'c1' (all cells are '1'), 'c2' (all cells are '2'), 'c3' (all cells are '3'), 'c4' (all cells are '4'), 'c5' (all cells are '5'), "
                    + "'c6' (all cells are '6'), 'c7' (all cells are '7'), 'c8' (all cells are '8'), 'c9' (all cells are '9'), 'c10' (all cells are '10') and 2 more.",
                "2 columns have times that stand for never, which count as missing: 'a' (2, first in row 3), 'b' (1, in row 9).",
            ],
            notices.Sentences());
    }

    [Fact]
    public void Details_of_a_column_are_joined_and_cut_and_repeated_ones_left_out()
    {
        var notices = new ColumnNotices();
        notices.Add(ColumnNotice.MarkIsCategory, "mark", "'NA' in row 2");
        notices.Add(ColumnNotice.MarkIsCategory, "Mark", "'?' in row 5");
        notices.Add(ColumnNotice.LeftOut, "long", $"all cells are '{new string('x', 500)}'");
        notices.Add(ColumnNotice.LeftOut, "LONG", $"all cells are '{new string('x', 500)}'");
        string[] sentences = [.. notices.Sentences()];
        Assert.Equal(
            "The column 'mark' has texts that often stand for a missing cell, and that are categories here: 'NA' in row 2; '?' in row 5. If they are missing, say -MissingMark NA, N/A, NaN, null.",
            sentences[0]);
        Assert.Equal($"The column 'long' is left out: all cells are '{new string('x', 182)}....", sentences[1]);
        Assert.Equal(2, sentences.Length);
    }

    [Fact]
    public void Braces_in_names_and_details_are_text()
    {
        var notices = new ColumnNotices();
        notices.Add(ColumnNotice.LeftOut, "{0}", "all cells are '{1}'");
        Assert.Equal("The column '{0}' is left out: all cells are '{1}'.", Assert.Single(notices.Sentences()));
    }
}
