using System.Numerics;
using PSNeuralNet.Numerics;

namespace PSNeuralNet.Search;

/// <summary>
/// Sobol sequence: points of the unit cube that cover it more evenly than random ones. Scrambled by a random linear matrix and a random digital shift, it is different for each seed and as even.
/// </summary>
/// <remarks>
/// Sources: I. Sobol, 1967; direction numbers of S. Joe, F. Kuo (SIAM J. Sci. Comput. 30, 2008; new-joe-kuo-6.21201); scrambling of J. Matoušek (J. Complexity 14, 1998), as in
/// scipy.stats.qmc.Sobol; order of the points by the Gray code (I. Antonov, V. Saleev, 1979).
/// </remarks>
internal sealed class SobolSequence
{
    /// <summary>The largest number of dimensions.</summary>
    public const int MaximumDimensions = 64;

    private const int Bits = 32;

    // Of each dimension the primitive polynomial, highest power first, as the bits of a number, and the first direction numbers m1, m2, ...
    private const string DirectionNumbers =
        """
        1:1 3:1 7:1,3 11:1,3,1 13:1,1,1 19:1,1,3,3 25:1,3,5,13 37:1,1,5,5,17 41:1,1,5,5,5 47:1,1,7,11,19 55:1,1,5,1,1 59:1,1,1,3,11 61:1,3,5,5,31
        67:1,3,3,9,7,49 91:1,1,1,15,21,21 97:1,3,1,13,27,49 103:1,1,1,15,7,5 109:1,3,1,15,13,25 115:1,1,5,5,19,61 131:1,3,7,11,23,15,103 137:1,3,7,13,13,15,69
        143:1,1,3,13,7,35,63 145:1,3,5,9,1,25,53 157:1,3,1,13,9,35,107 167:1,3,1,5,27,61,31 171:1,1,5,11,19,41,61 185:1,3,5,3,3,13,69 191:1,1,7,13,1,19,1
        193:1,3,7,5,13,19,59 203:1,1,3,9,25,29,41 211:1,3,5,13,23,1,55 213:1,3,7,3,13,59,17 229:1,3,1,3,5,53,69 239:1,1,5,5,23,33,13 241:1,1,7,7,1,61,123
        247:1,1,7,9,13,61,49 253:1,3,3,5,3,55,33 285:1,3,1,15,31,13,49,245 299:1,3,5,15,31,59,63,97 301:1,3,1,11,11,11,77,249 333:1,3,1,11,27,43,71,9
        351:1,1,7,15,21,11,81,45 355:1,3,7,3,25,31,65,79 357:1,3,1,1,19,11,3,205 361:1,1,5,9,19,21,29,157 369:1,3,7,11,1,33,89,185 391:1,3,3,3,15,9,79,71
        397:1,3,7,11,15,39,119,27 425:1,1,3,1,11,31,97,225 451:1,1,1,3,23,43,57,177 463:1,3,7,7,17,17,37,71 487:1,3,1,5,27,63,123,213 501:1,1,3,5,11,43,53,133
        529:1,3,5,5,29,17,47,173,479 539:1,3,3,11,3,1,109,9,69 545:1,1,1,5,17,39,23,5,343 557:1,3,1,5,25,15,31,103,499 563:1,1,1,11,11,17,63,105,183
        601:1,1,5,11,9,29,97,231,363 607:1,1,5,15,19,45,41,7,383 617:1,3,7,7,31,19,83,137,221 623:1,1,1,3,23,15,111,223,83 631:1,1,5,13,31,15,55,25,161
        637:1,1,3,13,25,47,39,87,257
        """;

    private static readonly uint[][] Unscrambled = [.. DirectionNumbers.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Directions)];

    private readonly uint[][] _direction;
    private readonly uint[] _shift;

    /// <summary>Creates a sequence.</summary>
    /// <param name="dimensions">The number of dimensions, 0 to 64.</param>
    /// <param name="random">Draws matrices and shifts; null for the sequence without scrambling, whose first point is 0.</param>
    public SobolSequence(int dimensions, RandomState? random)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MaximumDimensions);
        _direction = Unscrambled[..dimensions];
        _shift = new uint[dimensions];
        for (int dimension = 0; random is not null && dimension < dimensions; dimension++)
        {
            _direction[dimension] = Scrambled(_direction[dimension], random);
            _shift[dimension] = Word(random);
        }
    }

    /// <summary>A point; each coordinate is a multiple of 2^-32, 0 to less than 1.</summary>
    /// <param name="index">Its number, from 0.</param>
    public double[] Point(uint index)
    {
        uint gray = index ^ (index >> 1);
        var point = new double[_direction.Length];
        for (int dimension = 0; dimension < point.Length; dimension++)
        {
            uint digits = _shift[dimension];
            for (uint left = gray; left != 0; left &= left - 1)
            {
                digits ^= _direction[dimension][BitOperations.TrailingZeroCount(left)];
            }

            point[dimension] = digits * (1.0 / (1L << Bits));
        }

        return point;
    }

    /// <summary>The 32 direction numbers of a dimension, as binary fractions: m(j) = 2 a1 m(j-1) + 4 a2 m(j-2) + ... + 2^s m(j-s) + m(j-s), added without carry.</summary>
    private static uint[] Directions(string text)
    {
        string[] parts = text.Split(':');
        uint polynomial = uint.Parse(parts[0], CultureInfo.InvariantCulture);
        uint[] first = Array.ConvertAll(parts[1].Split(','), number => uint.Parse(number, CultureInfo.InvariantCulture));
        int degree = BitOperations.Log2(polynomial);
        var numbers = new uint[Bits];
        for (int j = 0; j < Bits; j++)
        {
            if (degree == 0 || j < degree)
            {
                numbers[j] = degree == 0 ? 1 : first[j];
                continue;
            }

            numbers[j] = numbers[j - degree];
            for (int k = 1; k <= degree; k++)
            {
                numbers[j] ^= ((polynomial >> (degree - k)) & 1) * (numbers[j - k] << k);
            }
        }

        return [.. numbers.Select((number, j) => number << (Bits - 1 - j))];
    }

    /// <summary>The products of a random lower triangular matrix of bits, with ones on its diagonal, and each direction number, its highest digit first.</summary>
    private static uint[] Scrambled(uint[] directions, RandomState random)
    {
        var scrambled = new uint[directions.Length];
        for (int digit = Bits - 1; digit >= 0; digit--)
        {
            uint row = (Word(random) & ~((2u << digit) - 1)) | (1u << digit);
            for (int j = 0; j < directions.Length; j++)
            {
                scrambled[j] |= (uint)(BitOperations.PopCount(row & directions[j]) & 1) << digit;
            }
        }

        return scrambled;
    }

    private static uint Word(RandomState random) => (uint)random.RandInt(0, 1L << Bits);
}
