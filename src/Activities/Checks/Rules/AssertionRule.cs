using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks.Rules;

/// <summary>
/// WF0002: each test asserts, itself or by what it calls in the file. WF0201: it is not empty. WF0202: the assertion can fail.
/// An assertion over constants does not count as one.
/// </summary>
internal sealed class AssertionRule : ICodeRule
{
    public IEnumerable<CodeDiagnostic> Inspect(CodeUnderCheck code, CancellationToken cancellationToken)
    {
        var asserting = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var callers = new Dictionary<ISymbol, List<ISymbol>>(SymbolEqualityComparer.Default);
        var findings = new List<CodeDiagnostic>();
        foreach (var (node, symbol) in code.Uses)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (symbol is not IMethodSymbol method || Owner(node, code.Model, cancellationToken) is not { } owner)
            {
                continue;
            }

            if (XunitNames.IsAssert(method.ContainingType) && node is SimpleNameSyntax)
            {
                if (IsConstant(node, code.Model))
                {
                    findings.Add(Finding.Warning("WF0202", node.GetLocation(), $"Assert.{method.Name} over constants always ends the same. Assert something that the API answered."));
                }
                else
                {
                    asserting.Add(owner);
                }
            }
            else if (node is BaseObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } && XunitNames.IsAssertionException(method.ContainingType))
            {
                asserting.Add(owner);
            }
            else if (!method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
            {
                var called = (method.ReducedFrom ?? method).OriginalDefinition;
                if (!callers.TryGetValue(called, out var list))
                {
                    callers[called] = list = [];
                }

                list.Add(owner);
            }
        }

        Spread(asserting, callers);
        findings.AddRange(code.TestMethods.Select(method => Judge(method, asserting, cancellationToken)).OfType<CodeDiagnostic>());
        return findings;
    }

    /// <summary>The method around a place; null for a field's initializer and the like.</summary>
    private static ISymbol? Owner(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var one = node.Parent; one is not null; one = one.Parent)
        {
            if (one is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax)
            {
                return model.GetDeclaredSymbol(one, cancellationToken);
            }
        }

        return null;
    }

    private static void Spread(HashSet<ISymbol> asserting, Dictionary<ISymbol, List<ISymbol>> callers)
    {
        var fresh = new Queue<ISymbol>(asserting);
        while (fresh.TryDequeue(out var one))
        {
            foreach (var caller in callers.GetValueOrDefault(one) ?? [])
            {
                if (asserting.Add(caller))
                {
                    fresh.Enqueue(caller);
                }
            }
        }
    }

    private static bool IsConstant(SyntaxNode name, SemanticModel model)
    {
        var call = name.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        return call is { ArgumentList.Arguments: { Count: > 0 } arguments }
            && call.Expression.Span.Contains(name.Span)
            && arguments.All(argument => model.GetConstantValue(argument.Expression).HasValue);
    }

    private static CodeDiagnostic? Judge(IMethodSymbol method, HashSet<ISymbol> asserting, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is MethodDeclarationSyntax { Body.Statements.Count: 0 })
        {
            return Finding.Error("WF0201", method.Locations[0], $"The test {method.Name} is empty. Call the API and assert what it must answer.");
        }

        return asserting.Contains(method) || method.IsAbstract
            ? null
            : Finding.Error("WF0002", method.Locations[0], $"The test {method.Name} asserts nothing, so it cannot fail. Assert status, content type and body with Assert.*.");
    }
}
