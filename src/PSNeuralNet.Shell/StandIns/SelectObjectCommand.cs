using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using Microsoft.PowerShell.Commands;
using PSNeuralNet.Shell.StandIns.Support;

namespace PSNeuralNet.Shell.StandIns;

/// <summary>Select-Object: some objects of the input, or some properties of each.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = DefaultSet)]
public sealed class SelectObjectCommand : PSCmdlet
{
    private const string DefaultSet = "DefaultParameter";
    private const string SkipLastSet = "SkipLastParameter";
    private const string IndexSet = "IndexParameter";

    private readonly Queue<PSObject> _held = new();
    private readonly List<PSObject> _unique = [];
    private readonly ObjectOrder _order = new(CultureInfo.CurrentCulture, caseSensitive: true);
    private IReadOnlyList<PropertySelector> _selectors = [];
    private WildcardPattern[] _excluded = [];
    private int _seen;
    private int _taken;

    /// <summary>The objects to choose from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>The properties to keep: names, wildcards, script blocks, or hashtables of Name and Expression.</summary>
    [Parameter(Position = 0, ParameterSetName = DefaultSet)]
    [Parameter(Position = 0, ParameterSetName = SkipLastSet)]
    [Parameter(Position = 0, ParameterSetName = IndexSet)]
    public object[]? Property { get; set; }

    /// <summary>The properties to leave out.</summary>
    [Parameter]
    public string[]? ExcludeProperty { get; set; }

    /// <summary>The property whose value, or whose elements, take the place of the object.</summary>
    [Parameter]
    public string? ExpandProperty { get; set; }

    /// <summary>Leave out objects that were there before.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>How many objects to take from the end.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    /// <summary>How many objects to take from the start. The commands before this one are stopped when they are there.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    /// <summary>How many objects to leave out at the start, or at the end with -Last alone.</summary>
    [Parameter(ParameterSetName = DefaultSet)]
    [Parameter(ParameterSetName = SkipLastSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>How many objects to leave out at the end.</summary>
    [Parameter(ParameterSetName = SkipLastSet)]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    /// <summary>The positions of the objects to take, from 0.</summary>
    [Parameter(ParameterSetName = IndexSet)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    private bool LimitsCount => IsBound(nameof(First)) || IsBound(nameof(Last));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Leaving out properties is choosing among all of them.
        object[]? property = Property is not { Length: > 0 } && ExcludeProperty is not null ? ["*"] : Property;
        _selectors = PropertySelector.Parse(this, property, "Name", "Label", "Expression");
        _excluded = [.. (ExcludeProperty ?? []).Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
        {
            return;
        }

        int position = _seen++;
        if (Index is not null)
        {
            if (Index.Contains(position))
            {
                Take(InputObject);
            }

            if (position >= Index.DefaultIfEmpty(-1).Max())
            {
                EndUpstream();
            }
        }
        else if (position < Skip && !(Last > 0 && First == 0))
        {
            // Left out at the start.
        }
        else if (SkipLast > 0)
        {
            _held.Enqueue(InputObject);
            if (_held.Count > SkipLast)
            {
                Take(_held.Dequeue());
            }
        }
        else if (!LimitsCount)
        {
            Take(InputObject);
        }
        else if (_taken < First)
        {
            _taken++;
            Take(InputObject);
            if (_taken == First && Last == 0)
            {
                EndUpstream();
            }
        }
        else if (Last > 0)
        {
            _held.Enqueue(InputObject);
            if (_held.Count > Last + (First == 0 ? Skip : 0))
            {
                _held.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != SkipLastSet)
        {
            // With -Last alone, -Skip counts from the end.
            int end = First == 0 ? Skip : 0;
            while (_held.Count > end)
            {
                Take(_held.Dequeue());
            }
        }

        _unique.ForEach(WriteObject);
    }

    private bool IsBound(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    private void EndUpstream()
    {
        EndProcessing();
        throw EngineInternals.StopUpstream(this);
    }

    private void Take(PSObject item)
    {
        if (_selectors.Count == 0 && string.IsNullOrEmpty(ExpandProperty))
        {
            Emit(item, []);
            return;
        }

        List<PSNoteProperty> notes = [];
        foreach (PropertySelector selector in _selectors)
        {
            Collect(selector, item, notes);
        }

        if (!string.IsNullOrEmpty(ExpandProperty))
        {
            Expand(item, notes);
            return;
        }

        PSObject result = new();
        Attach(result, notes, item, "AlreadyExistingUserSpecifiedPropertyNoExpand");
        Emit(result, notes);
    }

    private void Collect(PropertySelector selector, PSObject item, List<PSNoteProperty> notes)
    {
        List<PSPropertyExpressionResult> results = [.. selector.Expression.ResolveNames(item)
            .Where(name => !IsExcluded(name))
            .SelectMany(name => name.GetValues(item))];

        if (results.Count == 0 && !selector.Expression.HasWildCardCharacters && !IsExcluded(selector.Expression))
        {
            // A name that the object does not have becomes a property without a value.
            results.Add(new PSPropertyExpressionResult(null, selector.Expression, null));
        }

        if (!string.IsNullOrEmpty(selector.Name) && results.Count > 1)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("Cannot rename multiple results."), "RenamingMultipleResults", ErrorCategory.InvalidOperation, item));
            return;
        }

        notes.AddRange(results.Select(result => new PSNoteProperty(
            string.IsNullOrEmpty(selector.Name) ? result.ResolvedExpression.ToString() : selector.Name, result.Result)));
    }

    private bool IsExcluded(PSPropertyExpression name) =>
        name.Script is null && _excluded.Any(pattern => pattern.IsMatch(name.ToString()));

    private void Expand(PSObject item, List<PSNoteProperty> notes)
    {
        List<PSPropertyExpressionResult> results = new PSPropertyExpression(ExpandProperty!).GetValues(item);
        if (results is not [{ } result])
        {
            (string id, string message) = results.Count == 0
                ? ("ExpandPropertyNotFound", $"Property \"{ExpandProperty}\" cannot be found.")
                : ("MutlipleExpandProperties", "Multiple properties cannot be expanded.");
            WriteError(new ErrorRecord(new PSArgumentException(message), id, ErrorCategory.InvalidArgument, item));
            return;
        }

        if (result.Exception is not null)
        {
            WriteError(new ErrorRecord(result.Exception, "PropertyEvaluationExpand", ErrorCategory.InvalidResult, item));
            return;
        }

        foreach (object? value in LanguagePrimitives.GetEnumerable(result.Result) ?? new[] { result.Result })
        {
            if (value is not null)
            {
                PSObject expanded = EngineInternals.WrapApart(value);
                Attach(expanded, notes, item, "AlreadyExistingUserSpecifiedPropertyExpand");
                Emit(expanded, notes);
            }
        }
    }

    private void Attach(PSObject target, List<PSNoteProperty> notes, PSObject item, string errorId)
    {
        foreach (PSNoteProperty note in notes)
        {
            if (target.Properties[note.Name] is null)
            {
                target.Properties.Add(note);
            }
            else
            {
                PSArgumentException exception = new($"The property cannot be processed because the property \"{note.Name}\" already exists.");
                WriteError(new ErrorRecord(exception, errorId, ErrorCategory.InvalidOperation, item));
            }
        }
    }

    private void Emit(PSObject item, List<PSNoteProperty> notes)
    {
        if (item.BaseObject is PSCustomObject)
        {
            // The name under which the engine keeps the views of selected objects apart from those of whole ones.
            string typeName = "Selected." + InputObject.BaseObject.GetType();
            if (notes.Count > 0 || !item.TypeNames.Contains(typeName))
            {
                item.TypeNames.Insert(0, typeName);
            }
        }

        if (!Unique)
        {
            WriteObject(item);
        }
        else if (!_unique.Exists(other => IsSame(item, other, notes)))
        {
            _unique.Add(item);
        }
    }

    private bool IsSame(PSObject item, PSObject other, List<PSNoteProperty> notes) =>
        _order.Compare(item.BaseObject, other.BaseObject) == 0
        && notes.TrueForAll(note => other.Properties[note.Name] is PSPropertyInfo property && _order.Compare(property.Value, note.Value) == 0);
}
