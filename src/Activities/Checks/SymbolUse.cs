using Microsoft.CodeAnalysis;

namespace Workflows.Activities.Checks;

/// <summary>A place in the file that names a symbol, or calls one without naming it (a constructor after <c>new()</c>).</summary>
/// <param name="Node">The place.</param>
/// <param name="Symbol">What it means.</param>
internal readonly record struct SymbolUse(SyntaxNode Node, ISymbol Symbol);
