using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>
/// An orchestrator function touches nothing but its context and its input: it is static, and its one expression hands both to the
/// adapter's runner with an orchestrator of Domain. All else stands there, where the build bans what a replay could not repeat.
/// </summary>
internal static class OrchestratorPurity
{
    public static IReadOnlyList<string> Problems(IEnumerable<SyntaxTree> sources) =>
        [.. from tree in sources
            from method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            where method.ParameterList.Parameters.Any(parameter => Has(parameter.AttributeLists, "OrchestrationTrigger"))
            let problem = Problem(method)
            where problem is not null
            select $"{method.Identifier}: {problem}"];

    private static string? Problem(MethodDeclarationSyntax method)
    {
        if (!method.Modifiers.Any(modifier => modifier.Text == "static"))
        {
            return "it is not static.";
        }

        if (method.ParameterList.Parameters is not [var context, var input] || !Has(context.AttributeLists, "OrchestrationTrigger"))
        {
            return "it takes something else than its context and its input.";
        }

        return method.ExpressionBody?.Expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "RunAsync", Expression: IdentifierNameSyntax target },
            ArgumentList.Arguments: [{ Expression: ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0, Initializer: null } }, { Expression: IdentifierNameSyntax passed }],
        } && target.Identifier.Text == context.Identifier.Text && passed.Identifier.Text == input.Identifier.Text
            ? null
            : "it does more than to hand its context and its input to the runner.";
    }

    private static bool Has(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == name);
}
