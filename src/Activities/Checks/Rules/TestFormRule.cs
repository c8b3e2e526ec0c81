using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks.Rules;

/// <summary>WF0001, WF0003 to WF0007: the file is one of tests that xunit finds, on the runner that we chose, now and in the published project.</summary>
internal sealed class TestFormRule : ICodeRule
{
    // The published project uses xunit 2, the sandbox xunit 3: what only the latter knows would not compile on a developer's machine.
    private static readonly string[] NewerTypes = ["TestContext", "ITestOutputHelper", "IAsyncLifetime", "ITestContext", "TheoryDataRow", "AssemblyFixtureAttribute", "Explicit"];
    private static readonly string[] NewerMembers = ["Skip", "SkipWhen", "SkipUnless", "Explicit", "SkipType", "SkipExceptions"];

    public IEnumerable<CodeDiagnostic> Inspect(CodeUnderCheck code, CancellationToken cancellationToken)
    {
        if (code.Tests.Count == 0)
        {
            yield return new CodeDiagnostic(
                "WF0001", Finding.ErrorSeverity, Path.GetFileName(code.Root.SyntaxTree.FilePath), 0, 0,
                "There is no test. Write a public class with at least one public method marked [Fact] or [Theory].");
        }

        foreach (var node in code.Root.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Misplaced(node) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var finding in code.TestMethods.SelectMany(FindProblems))
        {
            yield return finding;
        }

        foreach (var use in code.Uses)
        {
            if (InspectUse(use) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static CodeDiagnostic? Misplaced(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => Finding.Error(
            "WF0003", node.GetFirstToken().GetLocation(), "Top-level statements make a program of the file. Put the code into a test."),
        MethodDeclarationSyntax { Identifier.Text: "Main" } main when main.Modifiers.Any(SyntaxKind.StaticKeyword) => Finding.Error(
            "WF0003", main.Identifier.GetLocation(), "The test project brings its own entry point. Remove or rename the method Main."),
        AttributeTargetSpecifierSyntax { Identifier.ValueText: "assembly" or "module" } => Finding.Error(
            "WF0004", node.GetLocation(), "Attributes of the assembly change how the tests are run. Remove it."),
        _ => null,
    };

    private static IEnumerable<CodeDiagnostic> FindProblems(IMethodSymbol method)
    {
        var place = method.Locations[0];
        if (method.ContainingType is { IsAbstract: false } or { IsStatic: true } && !TestCatalog.CanHoldTests(method.ContainingType))
        {
            yield return Finding.Error("WF0007", place, $"xunit does not find {method.Name}: its class must be public, with all classes around it, and have no type parameters.");
        }

        if (method.DeclaredAccessibility != Accessibility.Public)
        {
            yield return Finding.Error("WF0007", place, $"The test {method.Name} must be public.");
        }

        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            yield return Finding.Error("WF0007", place, $"The test {method.Name} is async void: nobody waits for its end. Return Task.");
        }

        var theory = XunitNames.IsTheory(TestCatalog.TestAttribute(method)?.AttributeClass);
        if (!theory && method.Parameters.Length > 0)
        {
            yield return Finding.Error("WF0007", place, $"The fact {method.Name} has parameters. Make it a [Theory] with [InlineData], or remove them.");
        }

        if (theory && !method.GetAttributes().Any(attribute => XunitNames.IsData(attribute.AttributeClass)))
        {
            yield return Finding.Error("WF0007", place, $"The theory {method.Name} has no data. Add [InlineData(…)], or make it a [Fact].");
        }
    }

    private static CodeDiagnostic? InspectUse(SymbolUse use)
    {
        var type = use.Symbol as INamedTypeSymbol ?? use.Symbol.ContainingType;
        if (use.Node.Parent is AttributeSyntax && XunitNames.IsOtherFact(use.Symbol.ContainingType))
        {
            return Finding.Error("WF0005", use.Node.GetLocation(), "Only [Fact] and [Theory] mark tests. Use one of them.");
        }

        if (use.Symbol is INamedTypeSymbol { BaseType: { } } derived && use.Node.Parent is BaseTypeSyntax
            && (XunitNames.IsFact(derived) || XunitNames.IsTheory(derived) || (XunitNames.IsData(derived) && XunitNames.IsXunit(derived.ContainingAssembly))))
        {
            return Finding.Error("WF0005", use.Node.GetLocation(), "Test and data attributes of one's own change how tests are found. Use [Fact], [Theory], [InlineData] and [MemberData].");
        }

        if (type is null || !XunitNames.IsXunit(type.ContainingAssembly))
        {
            return null;
        }

        var newer = use.Symbol is INamedTypeSymbol || use.Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? NewerTypes.Contains(type.Name)
            : NewerTypes.Contains(type.Name)
                || (XunitNames.IsAssert(type) && NewerMembers.Contains(use.Symbol.Name))
                || (use.Symbol is IPropertySymbol && use.Symbol.Name != "Skip" && NewerMembers.Contains(use.Symbol.Name));
        return newer
            ? Finding.Error("WF0006", use.Node.GetLocation(), $"{type.Name}{(use.Symbol is INamedTypeSymbol ? "" : "." + use.Symbol.Name)} is not the same in xunit 2, which the published project uses. Use constructor, IDisposable, Fact, Theory and Assert only.")
            : null;
    }
}
