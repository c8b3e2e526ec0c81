using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.Activities.Checks;

/// <summary>How deep brackets are nested, found before the code is parsed: the parser's time grows with the square, or worse, of that depth.</summary>
internal static class BracketDepth
{
    /// <summary>Whether no bracket lies deeper than <see cref="TreeDepth.Most"/>. Only reads tokens, in one pass.</summary>
    public static bool IsBounded(string code, CancellationToken cancellationToken)
    {
        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(code))
        {
            cancellationToken.ThrowIfCancellationRequested();
            depth = Math.Max(0, depth + Step(token.Kind()));
            if (depth > TreeDepth.Most || !IsTextBounded(token))
            {
                return false;
            }
        }

        return true;
    }

    private static int Step(SyntaxKind kind) => kind switch
    {
        SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken => 1,
        SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken => -1,
        _ => 0,
    };

    /// <summary>An interpolated string is one token here, with code inside.</summary>
    private static bool IsTextBounded(SyntaxToken token)
    {
        if (token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            || token.Span.Length <= TreeDepth.Most)
        {
            return true;
        }

        var depth = 0;
        foreach (var c in token.Text)
        {
            depth = Math.Max(0, depth + (c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0));
            if (depth > TreeDepth.Most)
            {
                return false;
            }
        }

        return true;
    }
}
