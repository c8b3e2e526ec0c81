using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks.Rules;

/// <summary>WF0203 to WF0208: signs of tests that are worth little. They warn; they do not stop the run.</summary>
internal sealed class RedFlagRule : ICodeRule
{
    private static readonly string[] Unfinished = ["TODO", "FIXME", "HACK"];

    public IEnumerable<CodeDiagnostic> Inspect(CodeUnderCheck code, CancellationToken cancellationToken)
    {
        foreach (var node in code.Root.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (InspectNode(node, code.Model) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var use in code.Uses)
        {
            if (InspectUse(use) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var trivia in code.Root.DescendantTrivia())
        {
            if (IsComment(trivia) && trivia.ToString() is var text && Unfinished.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal)) is { } word)
            {
                yield return Finding.Warning("WF0208", trivia.GetLocation(), $"The comment says {word}. Finish it.");
            }
        }
    }

    private static CodeDiagnostic? InspectNode(SyntaxNode node, SemanticModel model) => node switch
    {
        CatchClauseSyntax caught when CatchesAll(caught, model) && !Answers(caught) => Finding.Warning(
            "WF0203", caught.CatchKeyword.GetLocation(), "This catch hides every failure. Catch the one exception that is expected, or none."),
        AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: "Skip" } => Finding.Warning(
            "WF0204", node.GetLocation(), "The test is skipped. A test that does not run finds nothing."),
        TypeDeclarationSyntax type when IsStandIn(type.Identifier.ValueText) => StandIn(type.Identifier.GetLocation(), type.Identifier.ValueText),
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && IsLocalUrl(literal.Token.ValueText) => LocalUrl(literal.GetLocation()),
        InterpolatedStringTextSyntax text when IsLocalUrl(text.TextToken.ValueText) => LocalUrl(text.GetLocation()),
        _ => null,
    };

    private static CodeDiagnostic? InspectUse(SymbolUse use) => use.Symbol switch
    {
        IMethodSymbol { Name: "Sleep", ContainingType.Name: "Thread" } or IMethodSymbol { Name: "Delay", ContainingType.Name: "Task" } => Finding.Warning(
            "WF0205", use.Node.GetLocation(), "Waiting for a fixed time makes a test slow and unsure. Ask again until the condition holds, within a bound."),
        INamedTypeSymbol type when !type.Locations.Any(place => place.IsInSource) && IsStandIn(type.Name) => StandIn(use.Node.GetLocation(), type.Name),
        IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { Name: "NotImplementedException" } } when use.Node is BaseObjectCreationExpressionSyntax => Finding.Warning(
            "WF0208", use.Node.GetLocation(), "NotImplementedException stands for what is not finished. Finish it."),
        _ => null,
    };

    private static bool CatchesAll(CatchClauseSyntax caught, SemanticModel model) =>
        caught.Filter is null
        && (caught.Declaration is null || model.GetTypeInfo(caught.Declaration.Type).Type is { Name: "Exception" or "SystemException", ContainingNamespace.Name: "System" });

    /// <summary>The clause throws on or asserts something; then it hides nothing.</summary>
    private static bool Answers(CatchClauseSyntax caught) => caught.Block.DescendantNodes().Any(node =>
        node is ThrowStatementSyntax or ThrowExpressionSyntax
        || (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" } } }));

    private static bool IsStandIn(string name) =>
        name.StartsWith("InMemory", StringComparison.Ordinal) || HasWord(name, "Mock") || HasWord(name, "Fake");

    /// <summary>The word is there as a word of its own: MockServer and HttpMock, not Mockingbird.</summary>
    private static bool HasWord(string name, string word)
    {
        var at = name.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (at + word.Length == name.Length || !char.IsLower(name[at + word.Length]));
    }

    private static CodeDiagnostic StandIn(Location place, string name) =>
        Finding.Warning("WF0206", place, $"{name} looks like a stand-in for the real thing. Test the API itself.");

    private static CodeDiagnostic LocalUrl(Location place) =>
        Finding.Warning("WF0207", place, "An address of this machine is written into the test. Read it from the environment variable API_BASE_URL.");

    private static bool IsLocalUrl(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var host = text.AsSpan(at + 3);
        return host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || host.StartsWith("127.0.0.1", StringComparison.Ordinal) || host.StartsWith("[::1]", StringComparison.Ordinal);
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
