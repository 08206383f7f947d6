using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PSNeuralNet.Tests;

/// <summary>Compares the library's public types and members with PublicApi.txt, one line each.</summary>
public class PublicApiTests
{
    private const string Update = "PSNEURALNET_UPDATE_API";

    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    [Fact]
    public void Public_types_and_members_are_those_of_PublicApi_txt()
    {
        string path = Path.Combine(Folder(), "PublicApi.txt");
        string[] actual = [.. Types().OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal).SelectMany(Lines)];
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllLines(path, actual);
        }

        string[] written = File.ReadAllLines(path);
        string[] difference = [.. actual.Except(written).Select(line => "+ " + line), .. written.Except(actual).Select(line => "- " + line)];
        Assert.True(actual.SequenceEqual(written), $"""
            The public API differs from tests/PSNeuralNet.Tests/PublicApi.txt. Make internal what neither the module nor a script needs, and list what scripts
            lose in CHANGELOG.md. Where the change is meant, run this test with {Update}=1 and commit the file.
            {string.Join('\n', difference)}
            """);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private static IEnumerable<INamedTypeSymbol> Types()
    {
        string path = typeof(NetworkException).Assembly.Location;
        IEnumerable<string> others = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(other => other != path);
        PortableExecutableReference library = MetadataReference.CreateFromFile(path);
        var compilation = CSharpCompilation.Create("api", references: [library, .. others.Select(other => MetadataReference.CreateFromFile(other))]);
        return Within(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(library)!).GlobalNamespace).Where(type => type.DeclaredAccessibility == Accessibility.Public);
    }

    private static IEnumerable<INamedTypeSymbol> Within(INamespaceOrTypeSymbol scope) => scope.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Within(inner),
        INamedTypeSymbol type => Within(type).Prepend(type),
        _ => [],
    });

    private static IEnumerable<string> Lines(INamedTypeSymbol type)
    {
        string[] bases = [.. new[] { type.BaseType }.Concat(type.Interfaces).Where(known => known is { SpecialType: SpecialType.None } or { IsGenericType: true })
            .Select(known => known!.ToDisplayString(Format.WithKindOptions(SymbolDisplayKindOptions.None)))];
        string modifier = type.TypeKind != TypeKind.Class ? "" : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        yield return $"{type.ContainingNamespace}: {modifier}{type.ToDisplayString(Format)}{(bases.Length > 0 ? " : " : "")}{string.Join(", ", bases)}";
        IEnumerable<string> members = type.GetMembers().Where(Shown).Select(member => $"    {type.Name}: {member.ToDisplayString(Format)}");
        foreach (string line in type.TypeKind == TypeKind.Enum ? members : members.Order(StringComparer.Ordinal))
        {
            yield return line;
        }
    }

    private static bool Shown(ISymbol member) =>
        member is not INamedTypeSymbol and not IMethodSymbol { AssociatedSymbol: not null } and not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.TypeKind: not TypeKind.Class }
        && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(CompilerGeneratedAttribute));
}
