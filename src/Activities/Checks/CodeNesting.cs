using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.Activities.Checks;

/// <summary>
/// Finds out, before hostile text meets the parser, that it is not nested too deep. The parser descends by recursion, in places without
/// looking at the stack that is left, and the time for nested brackets grows with the square of their depth, or worse.
/// Only reads tokens; what the lexer itself descends into (strings in strings, conditions of directives) is bounded before it reads.
/// </summary>
internal sealed class CodeNesting
{
    // How far an expression may go on without a comma or semicolon, counted along all brackets that are open around it.
    private const int MostInOneExpression = 4000;
    private const int MostStringsInString = 64;
    private const int MostStringsAtOnce = 1000;
    private const int LongestDirective = 1000;
    private const int LongestInterpolated = 200_000;

    private readonly Stack<int> _open = new();
    private int _run;

    /// <summary>Whether the code is nested within reason. Needs a deep stack (<see cref="DeepStack"/>).</summary>
    public static bool IsBounded(string code, CancellationToken cancellationToken)
    {
        if (HasLongDirective(code))
        {
            return false;
        }

        var nesting = new CodeNesting();
        for (var start = 0; start < code.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = EndOfPortion(code, start);
            var read = nesting.Take(code[start..end], whole: end == code.Length);
            if (read <= 0)
            {
                return read == 0 && end == code.Length;
            }

            start += read;
        }

        return true;
    }

    /// <summary>Reads a portion. Answers how much of it is settled; the last token of a portion may go on in the next. -1 is too deep.</summary>
    private int Take(string portion, bool whole)
    {
        SyntaxToken? held = null;
        foreach (var token in SyntaxFactory.ParseTokens(portion))
        {
            if (!IsStringBounded(token))
            {
                return -1;
            }

            if (held is { } settled && !Step(settled.Kind()))
            {
                return -1;
            }

            held = token.IsKind(SyntaxKind.EndOfFileToken) ? null : token;
            if (held is not null && !whole && token.FullSpan.End >= portion.Length)
            {
                return token.FullSpan.Start;
            }
        }

        return portion.Length;
    }

    private bool Step(SyntaxKind kind)
    {
        switch (kind)
        {
            case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken:
                _open.Push(++_run);
                break;
            case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken:
                _run = _open.TryPop(out var before) ? before + 1 : _run + 1;
                break;
            case SyntaxKind.CloseBraceToken:
                _open.TryPop(out _);
                _run = _open.TryPeek(out var outer) ? outer : 0;
                break;
            case SyntaxKind.CommaToken or SyntaxKind.SemicolonToken:
                _run = _open.TryPeek(out var around) ? around : 0;
                break;
            default:
                _run++;
                break;
        }

        return _run <= MostInOneExpression && _open.Count <= TreeDepth.Most;
    }

    private static bool IsStringBounded(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
        || token.Span.Length < MostStringsInString
        || (token.Span.Length <= LongestInterpolated && CountInterpolations(token.Text) <= MostStringsInString && IsTextFlat(token.Text));

    /// <summary>An interpolated string is one token here, with code inside.</summary>
    private static bool IsTextFlat(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth = Math.Max(0, depth + (c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0));
            if (depth > TreeDepth.Most)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountInterpolations(string text)
    {
        var count = 0;
        for (var at = NextInterpolation(text, 0); at >= 0; at = NextInterpolation(text, at + 1))
        {
            count++;
        }

        return count;
    }

    private static int EndOfPortion(string code, int start)
    {
        var at = start;
        for (var count = 0; count < MostStringsAtOnce; count++)
        {
            at = NextInterpolation(code, at) + 1;
            if (at == 0)
            {
                return code.Length;
            }
        }

        return at - 1;
    }

    /// <summary>The next dollar sign that may begin a string.</summary>
    private static int NextInterpolation(string text, int from)
    {
        for (var at = text.IndexOf('$', from); at >= 0 && at + 1 < text.Length; at = text.IndexOf('$', at + 1))
        {
            if (text[at + 1] is '"' or '@' || (at > 0 && text[at - 1] == '@'))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool HasLongDirective(string code)
    {
        foreach (var line in code.AsSpan().EnumerateLines())
        {
            if (line.Length > LongestDirective && line.TrimStart().StartsWith("#"))
            {
                return true;
            }
        }

        return false;
    }
}
