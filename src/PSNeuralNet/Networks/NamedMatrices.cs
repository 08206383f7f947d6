using System.Dynamic;
using System.Linq.Expressions;
using MathNet.Numerics.LinearAlgebra;

namespace PSNeuralNet.Networks;

/// <summary>
/// Matrices under the names that the mathematics gives them: W1, b1, W2, b2, ... In PowerShell each is a property
/// (<c>$p.W1</c>), in C# an index (<c>p["W1"]</c>); upper and lower case do not matter.
/// </summary>
/// <remarks>
/// Its members are dynamic, so that the properties are there in each runspace of the process, also where the module's type adapter is not loaded.
/// </remarks>
public abstract class NamedMatrices : IDynamicMetaObjectProvider
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

    /// <summary>Creates an object that stands for several of its kind: their names are known, and each is an error.</summary>
    private protected NamedMatrices(IReadOnlyList<string> names)
    {
        _names = [.. names];
        _matrices = [];
        MatrixName = [];
    }

    /// <summary>The names of the matrices, in order.</summary>
    public IReadOnlyList<string> MatrixName { get; }

    /// <summary>A matrix by its name.</summary>
    /// <param name="name">One of <see cref="MatrixName"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no matrix of that name.</exception>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have the matrices.</exception>
    public Matrix<double> this[string name] => Find(name)
        ?? throw new KeyNotFoundException($"There is no matrix '{name}' here. There are {_names[0]}, {_names[1]}, ..., {_names[^1]}.");

    /// <summary>A matrix by its name, or null if there is none of that name.</summary>
    /// <param name="name">A name.</param>
    /// <exception cref="NetworkException">The network is an ensemble, whose members have the matrices.</exception>
    public Matrix<double>? Find(string name)
    {
        int index = IndexOf(name);
        return index < 0 ? null : At(index);
    }

    /// <summary>The place of a name in <see cref="MatrixName"/>, by the number of the layer at its end; -1 for none.</summary>
    /// <param name="name">A name.</param>
    public int IndexOf(string? name)
    {
        // Each layer has two matrices.
        ReadOnlySpan<char> number = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int layer) || layer < 1 || layer > _names.Length / 2)
        {
            return -1;
        }

        int first = 2 * (layer - 1);
        return string.Equals(_names[first], name, StringComparison.OrdinalIgnoreCase) ? first
            : string.Equals(_names[first + 1], name, StringComparison.OrdinalIgnoreCase) ? first + 1
            : -1;
    }

    /// <inheritdoc/>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new MatrixMember(parameter, this);

    /// <summary>A matrix by its place in <see cref="MatrixName"/>.</summary>
    private protected virtual Matrix<double> At(int index) => _matrices[index];
}
