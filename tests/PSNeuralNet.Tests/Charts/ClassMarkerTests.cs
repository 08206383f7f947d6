using PSNeuralNet.Reports;

namespace PSNeuralNet.Tests.Charts;

public sealed class ClassMarkerTests
{
    [Fact]
    public void Ten_classes_have_ten_shapes_of_about_the_same_area()
    {
        Assert.Equal(10, ClassMarker.Count);
        string[] shapes = [.. Enumerable.Range(0, 10).Select(i => Dots.Of(i, 0, 0, 100))];
        Assert.Equal(10, shapes.Distinct().Count());
        Assert.Equal(shapes[3], Dots.Of(13, 0, 0, 100));
        foreach (int i in Enumerable.Range(1, 9))
        {
            // By the shoelace formula; of the hourglass and the bow tie, whose halves would cancel, twice that of one half, whose third corner is the center. The circle's area is pi.
            IReadOnlyList<(double X, double Y)> corners = ClassMarker.Outline(i);
            double[] products = [.. corners.Select((corner, k) => (corner.X * corners[(k + 1) % corners.Count].Y) - (corner.Y * corners[(k + 1) % corners.Count].X))];
            double area = i < 8 ? Math.Abs(products.Sum()) / 2 : Math.Abs(products[0]);
            Assert.InRange(area, 2.1, 3.4);
            Assert.All(corners, corner => Assert.InRange(Math.Sqrt((corner.X * corner.X) + (corner.Y * corner.Y)), 0.5, 1.5));
        }
    }

    [Fact]
    public void A_path_goes_around_the_center() =>
        Assert.Equal("M10 -22L34 18L-14 18z", Dots.Of(ClassMarker.TriangleUp, 10, 2, 20));
}
