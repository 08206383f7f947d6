using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Networks;

/// <summary>
/// Matrices under the names that the mathematics gives them: W1, b1, W2, b2, ... In PowerShell each is a property
/// (<c>$p.W1</c>), in C# an index (<c>p["W1"]</c>); upper and lower case do not matter.
/// </summary>
public abstract class NamedMatrices
{
    private readonly string[] _names;
    private readonly Matrix<double>[] _matrices;

    private protected NamedMatrices(Matrix<double>[] matrices, Func<int, string> nameOf)
    {
        _names = new string[matrices.Length];
        for (int i = 0; i < matrices.Length; i++)
        {
            _names[i] = nameOf(i);
        }

        _matrices = matrices;
        MatrixName = Array.AsReadOnly(_names);
    }

    /// <summary>The names of the matrices, in order.</summary>
    public IReadOnlyList<string> MatrixName { get; }

    /// <summary>A matrix by its name.</summary>
    /// <param name="name">One of <see cref="MatrixName"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no matrix of that name.</exception>
    public Matrix<double> this[string name] => Find(name)
        ?? throw new KeyNotFoundException($"There is no matrix '{name}' here. There are {string.Join(", ", _names)}.");

    /// <summary>A matrix by its name, or null if there is none of that name.</summary>
    /// <param name="name">A name.</param>
    public Matrix<double>? Find(string name)
    {
        int index = Array.FindIndex(_names, candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : _matrices[index];
    }

    /// <summary>A matrix by its place in <see cref="MatrixName"/>.</summary>
    private protected Matrix<double> At(int index) => _matrices[index];
}
