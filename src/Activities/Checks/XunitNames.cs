using Microsoft.CodeAnalysis;

namespace Workflows.Activities.Checks;

/// <summary>Which symbols are xunit's. By name and assembly, so that a class of the same name in the file is not mistaken for it.</summary>
internal static class XunitNames
{
    public static bool IsFact(ITypeSymbol? type) => Is(type, "FactAttribute");

    public static bool IsTheory(ITypeSymbol? type) => Is(type, "TheoryAttribute");

    public static bool IsInlineData(ITypeSymbol? type) => Is(type, "InlineDataAttribute");

    public static bool IsTrait(ITypeSymbol? type) => Is(type, "TraitAttribute");

    public static bool IsAssert(ITypeSymbol? type) => Is(type, "Assert");

    /// <summary>Derives from Fact, without being Fact or Theory.</summary>
    public static bool IsOtherFact(ITypeSymbol? type) =>
        type is not null && !IsFact(type) && !IsTheory(type) && Bases(type).Any(IsFact);

    /// <summary>Brings rows to a theory.</summary>
    public static bool IsData(ITypeSymbol? type) =>
        type is not null && type.AllInterfaces.Any(face => face.Name == "IDataAttribute" && IsXunit(face.ContainingAssembly));

    /// <summary>Is an exception that xunit reports as a failed assertion.</summary>
    public static bool IsAssertionException(ITypeSymbol? type) =>
        type is not null && Bases(type).Prepend(type).Any(one => one.Name == "XunitException" && IsXunit(one.ContainingAssembly));

    public static bool IsXunit(IAssemblySymbol? assembly) => assembly?.Name.StartsWith("xunit.v3.", StringComparison.Ordinal) ?? false;

    private static bool Is(ITypeSymbol? type, string name) =>
        type is { ContainingNamespace: { Name: "Xunit", ContainingNamespace.IsGlobalNamespace: true } } && type.Name == name && IsXunit(type.ContainingAssembly);

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var one = type.BaseType; one is not null; one = one.BaseType)
        {
            yield return one;
        }
    }
}
