using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>
/// What a function's name or route promises is what its one call does. Types do not tell: two activities may take and answer the same.
/// </summary>
internal static class FunctionBodies
{
    public static IReadOnlyList<string> Problems(IEnumerable<SyntaxTree> sources) =>
        [.. from tree in sources
            from method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            let name = FunctionName(method)
            where name is not null
            let problem = Problem(method, name)
            where problem is not null
            select $"'{name}': {problem}"];

    private static string? Problem(MethodDeclarationSyntax method, string name)
    {
        var attributes = method.ParameterList.Parameters.SelectMany(parameter => parameter.AttributeLists).SelectMany(list => list.Attributes).ToList();
        var first = (method.ExpressionBody?.Expression as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        if (attributes.Any(attribute => attribute.Name.ToString() == "ActivityTrigger"))
        {
            return first is MemberAccessExpressionSyntax { Name.Identifier.Text: var definition } && definition == name
                ? null
                : $"it runs {first?.ToString() ?? "no activity"}.";
        }

        if (attributes.FirstOrDefault(attribute => attribute.Name.ToString() == "HttpTrigger") is { } trigger)
        {
            var route = trigger.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Route")?.Expression.ToString();
            return first?.ToString() == route ? null : $"it is routed by {route ?? "nothing"} and answers {first?.ToString() ?? "nothing"}.";
        }

        return null;
    }

    private static string? FunctionName(MethodDeclarationSyntax method) => method.AttributeLists
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => attribute.Name.ToString() == "Function")?
        .ArgumentList?.Arguments[0].Expression is LiteralExpressionSyntax name
            ? name.Token.ValueText
            : null;
}
