using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace PSNeuralNet.Networks;

/// <summary>
/// Dynamic binding of matrices as members: <c>p.W1</c> is <see cref="NamedMatrices.Find"/>("W1"), and other names, or those of layers that are not
/// there, are bound by the language. Before the language's own binding, because PowerShell's, once any object of the process has a member of that
/// name, finds nothing in a runspace without the module's type adapter.
/// </summary>
internal sealed class MatrixMember : DynamicMetaObject
{
    private static readonly MethodInfo Find = typeof(NamedMatrices).GetMethod(nameof(NamedMatrices.Find))!;

    /// <param name="expression">The expression of the object.</param>
    /// <param name="value">The object.</param>
    public MatrixMember(Expression expression, NamedMatrices value)
        : base(expression, BindingRestrictions.Empty, value)
    {
    }

    public override IEnumerable<string> GetDynamicMemberNames() => ((NamedMatrices)Value!).MatrixName;

    public override DynamicMetaObject BindGetMember(GetMemberBinder binder)
    {
        DynamicMetaObject other = binder.FallbackGetMember(this);
        if (binder.Name.Length == 0 || !char.IsAsciiDigit(binder.Name[^1]))
        {
            return other;
        }

        ParameterExpression matrix = Expression.Variable(typeof(object));
        Expression find = Expression.Call(Expression.Convert(Expression, typeof(NamedMatrices)), Find, Expression.Constant(binder.Name));
        Expression found = Expression.Block(
            [matrix],
            Expression.Assign(matrix, find),
            Expression.Condition(Expression.ReferenceNotEqual(matrix, Expression.Constant(null)), matrix, Expression.Convert(other.Expression, typeof(object))));
        return new DynamicMetaObject(found, BindingRestrictions.GetTypeRestriction(Expression, LimitType).Merge(other.Restrictions));
    }
}
