using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Activities.Checks;

/// <summary>A compiled file with all that the rules ask about it. Every name is resolved once, whatever the number of rules.</summary>
internal sealed class CodeUnderCheck
{
    private CodeUnderCheck(
        SyntaxNode root, SemanticModel model, IReadOnlyList<CatalogedTest> tests, IReadOnlyList<SymbolUse> uses, IReadOnlyList<IMethodSymbol> testMethods) =>
        (Root, Model, Tests, Uses, TestMethods) = (root, model, tests, uses, testMethods);

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    /// <summary>The tests that xunit will find.</summary>
    public IReadOnlyList<CatalogedTest> Tests { get; }

    /// <summary>Every method with Fact or Theory, found by xunit or not.</summary>
    public IReadOnlyList<IMethodSymbol> TestMethods { get; }

    /// <summary>What the file uses, in its order.</summary>
    public IReadOnlyList<SymbolUse> Uses { get; }

    public static CodeUnderCheck Read(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var model = compilation.GetSemanticModel(tree);
        var root = tree.GetRoot(cancellationToken);
        var uses = new List<SymbolUse>();
        var methods = new List<IMethodSymbol>();
        foreach (var node in root.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or ConstructorInitializerSyntax)
            {
                if (model.GetSymbolInfo(node, cancellationToken).Symbol is { } symbol)
                {
                    uses.Add(new SymbolUse(node, symbol));
                }
            }
            else if (node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method
                && model.GetDeclaredSymbol(method, cancellationToken) is { } declared && TestCatalog.TestAttribute(declared) is not null)
            {
                methods.Add(declared);
            }
        }

        return new CodeUnderCheck(root, model, TestCatalog.Of(compilation, tree, cancellationToken), uses, methods);
    }
}
