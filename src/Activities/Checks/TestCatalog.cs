using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Activities.Checks;

/// <summary>Lists the tests of a compiled file, in the order in which they stand there.</summary>
internal static class TestCatalog
{
    public static IReadOnlyList<CatalogedTest> Of(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var model = compilation.GetSemanticModel(tree);
        var tests = new Dictionary<string, CatalogedTest>(StringComparer.Ordinal);
        foreach (var declaration in tree.GetRoot(cancellationToken).DescendantNodes(DescendIntoTypes).OfType<TypeDeclarationSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is { } type && IsFirstPart(type, declaration) && CanHoldTests(type))
            {
                AddTests(type, tests, cancellationToken);
            }
        }

        return [.. tests.Values];
    }

    /// <summary>Whether xunit looks for tests in the class.</summary>
    public static bool CanHoldTests(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false } or { TypeKind: TypeKind.Class, IsStatic: true, IsGenericType: false }
        && IsExported(type);

    /// <summary>The class as reflection names it.</summary>
    public static string ReflectionName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{ReflectionName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    /// <summary>The Fact or Theory of a method; null when it is no test.</summary>
    public static AttributeData? TestAttribute(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (XunitNames.IsFact(attribute.AttributeClass) || XunitNames.IsTheory(attribute.AttributeClass))
            {
                return attribute;
            }
        }

        return null;
    }

    private static bool DescendIntoTypes(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    private static bool IsFirstPart(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        type.DeclaringSyntaxReferences.Length == 1 || type.DeclaringSyntaxReferences[0].Span == declaration.Span;

    private static bool IsExported(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.ContainingType)
        {
            if (one.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    private static void AddTests(INamedTypeSymbol type, Dictionary<string, CatalogedTest> tests, CancellationToken cancellationToken)
    {
        var className = ReflectionName(type);
        for (var one = type; one is not null && !one.DeclaringSyntaxReferences.IsEmpty; one = one.BaseType)
        {
            foreach (var method in one.GetMembers().OfType<IMethodSymbol>())
            {
                if (TestAttribute(method) is { } attribute)
                {
                    var test = Describe(className, type, method, attribute, cancellationToken);
                    // Overloads share a name; together they hold the rows of all.
                    tests[test.Id] = tests.TryGetValue(test.Id, out var same) ? same with { Rows = [.. same.Rows, .. test.Rows] } : test;
                }
            }
        }
    }

    private static CatalogedTest Describe(
        string className, INamedTypeSymbol type, IMethodSymbol method, AttributeData attribute, CancellationToken cancellationToken)
    {
        var skip = Named(attribute, "Skip");
        var (rows, dynamic) = XunitNames.IsTheory(attribute.AttributeClass) && skip is null
            ? RowsOf(method, cancellationToken)
            : ([""], false);
        var line = method.Locations[0].GetLineSpan().StartLinePosition.Line + 1;
        return new CatalogedTest(
            $"{className}.{method.Name}", className, method.Name, Named(attribute, "DisplayName"), line, rows, dynamic, skip, TraitsOf(type, method));
    }

    private static string? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;

    private static (IReadOnlyList<string> Rows, bool Dynamic) RowsOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        var dynamic = false;
        foreach (var attribute in method.GetAttributes())
        {
            if (XunitNames.IsInlineData(attribute.AttributeClass))
            {
                var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
                rows.Add(syntax?.ArgumentList?.Arguments.ToString() ?? "");
            }
            else
            {
                dynamic |= XunitNames.IsData(attribute.AttributeClass);
            }
        }

        return (rows, dynamic);
    }

    private static Dictionary<string, IReadOnlyList<string>> TraitsOf(INamedTypeSymbol type, IMethodSymbol method)
    {
        var traits = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        Collect(method.GetAttributes());
        for (var one = type; one is not null; one = one.BaseType)
        {
            Collect(one.GetAttributes());
        }

        return traits.ToDictionary(trait => trait.Key, trait => (IReadOnlyList<string>)trait.Value, StringComparer.OrdinalIgnoreCase);

        void Collect(IEnumerable<AttributeData> attributes)
        {
            foreach (var attribute in attributes)
            {
                if (XunitNames.IsTrait(attribute.AttributeClass) && attribute.ConstructorArguments is [{ Value: string name }, { Value: string value }])
                {
                    if (!traits.TryGetValue(name, out var values))
                    {
                        traits[name] = values = [];
                    }

                    if (!values.Contains(value))
                    {
                        values.Add(value);
                    }
                }
            }
        }
    }
}
