namespace PSNeuralNet;

/// <summary>Creates exceptions by category, for the <c>*Errors</c> class of each room. The id is the name of the calling method.</summary>
internal static class Failure
{
    public static NetworkException InvalidArgument(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.InvalidArgument, FormattableString.Invariant(message), target);

    public static NetworkException InvalidData(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.InvalidData, FormattableString.Invariant(message), target);

    public static NetworkException InvalidOperation(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.InvalidOperation, FormattableString.Invariant(message), target);

    public static NetworkException InvalidResult(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.InvalidResult, FormattableString.Invariant(message), target);

    public static NetworkException InvalidType(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.InvalidType, FormattableString.Invariant(message), target);

    public static NetworkException LimitsExceeded(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.LimitsExceeded, FormattableString.Invariant(message), target);

    public static NetworkException NotInstalled(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.NotInstalled, FormattableString.Invariant(message), target);

    public static NetworkException ObjectNotFound(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.ObjectNotFound, FormattableString.Invariant(message), target);

    public static NetworkException OpenError(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.OpenError, FormattableString.Invariant(message), target);

    public static NetworkException ReadError(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.ReadError, FormattableString.Invariant(message), target);

    public static NetworkException ResourceExists(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.ResourceExists, FormattableString.Invariant(message), target);

    public static NetworkException WriteError(FormattableString message, object? target, [CallerMemberName] string id = "") =>
        new(id, FailureCategory.WriteError, FormattableString.Invariant(message), target);

    /// <summary>Quoted names, separated by commas; at most ten of them.</summary>
    public static string Listed(IEnumerable<string> names)
    {
        const int Shown = 10;
        string[] all = [.. names.Select(name => $"'{name}'")];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }
}
