using System.Collections.Frozen;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks.Rules;

/// <summary>WF0101 to WF0110: no forbidden API. By what a name means, not by how it is written: an alias or a <c>using static</c> hides nothing.</summary>
internal sealed class ForbiddenApiRule : ICodeRule
{
    private static readonly FrozenDictionary<string, ForbiddenApi> ByName = ForbiddenApis.All.ToFrozenDictionary(api => api.Name, StringComparer.Ordinal);

    public IEnumerable<CodeDiagnostic> Inspect(CodeUnderCheck code, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<ISymbol, ForbiddenApi?>(SymbolEqualityComparer.Default);
        foreach (var (node, used) in code.Uses)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var symbol = used.OriginalDefinition;
            if (!verdicts.TryGetValue(symbol, out var api))
            {
                verdicts[symbol] = api = Judge(symbol);
            }

            // new FileStream(…) names the type and calls its constructor: one finding is enough.
            if (api is not null && !(node is BaseObjectCreationExpressionSyntax and not ImplicitObjectCreationExpressionSyntax && api.Only is null))
            {
                yield return Finding.Error(api.RuleId, node.GetLocation(), $"{Shown(symbol)} is forbidden. {api.Why}");
            }
        }

        foreach (var finding in code.Root.DescendantNodes().SelectMany(node => InspectSyntax(node, code.Model)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<CodeDiagnostic> InspectSyntax(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case IdentifierNameSyntax { Identifier.Text: "dynamic" } when model.GetTypeInfo(node).Type is { TypeKind: TypeKind.Dynamic }:
                yield return Finding.Error("WF0109", node.GetLocation(), "dynamic hides what is called. Use the static type, or JsonElement for JSON.");
                break;
            case MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.ExternKeyword) || member.Modifiers.Any(SyntaxKind.UnsafeKeyword):
            case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.ExternKeyword) || local.Modifiers.Any(SyntaxKind.UnsafeKeyword):
            case UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax:
            case MakeRefExpressionSyntax or RefTypeExpressionSyntax or RefValueExpressionSyntax:
                yield return Finding.Error("WF0105", node.GetFirstToken().GetLocation(), "Native and unsafe code is not allowed; use the safe API.");
                break;
        }
    }

    private static ForbiddenApi? Judge(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
        {
            return Judge(extension.OriginalDefinition);
        }

        if (symbol is not (INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol) || symbol.Locations.Any(place => place.IsInSource))
        {
            return null;
        }

        // A name is that of its type, then of the type around that one, then of each namespace.
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            var space = type.ContainingNamespace.ToDisplayString();
            if (ByName.TryGetValue($"{space}.{type.Name}", out var byType))
            {
                return IsForbidden(byType, symbol) ? byType : null;
            }

            for (var prefix = space; prefix.Length > 0; prefix = prefix.LastIndexOf('.') is var dot and > 0 ? prefix[..dot] : "")
            {
                if (ByName.TryGetValue(prefix, out var bySpace))
                {
                    return bySpace.Except?.Contains(type.Name) == true ? null : bySpace;
                }
            }
        }

        return null;
    }

    private static bool IsForbidden(ForbiddenApi api, ISymbol symbol)
    {
        if (symbol is INamedTypeSymbol)
        {
            // Naming a type of which only some members are forbidden is fine.
            return api.Only is null && api.Except is null;
        }

        var name = symbol switch
        {
            IMethodSymbol { AssociatedSymbol: { } owner } => owner.Name,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => ".ctor",
            _ => symbol.Name,
        };
        if (api.Only is { } only)
        {
            return only.Contains(name) || (symbol is IMethodSymbol { Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] } && only.Contains($"{name}(string)"));
        }

        return api.Except?.Contains(name) != true;
    }

    private static string Shown(ISymbol symbol) => symbol is INamedTypeSymbol
        ? symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)
        : $"{symbol.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{symbol.Name}";
}
