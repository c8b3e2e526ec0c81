using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.Activities.Prompts;

/// <summary>Finds fenced blocks, line by line, as Markdown has them. A fence within a string or a comment of the C# code closes nothing.</summary>
internal static class FencedBlocks
{
    private const int ShortestFence = 3;
    private const int MostClosingCandidates = 40;

    // Unterminated: comment, string literal, raw string literal.
    private static readonly string[] Unterminated = ["CS1035", "CS1010", "CS1039", "CS8997"];
    private static readonly string[] LabelsOfCSharp = ["csharp", "cs", "c#", "dotnet", ""];

    public static IReadOnlyList<CodeBlock> In(string[] lines)
    {
        var blocks = new List<CodeBlock>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Opening(lines[i]) is not { } fence)
            {
                continue;
            }

            var end = End(lines, i + 1, fence);
            blocks.Add(new CodeBlock(fence.Language, string.Join('\n', lines[(i + 1)..end]), end < lines.Length));
            i = end;
        }

        return blocks;
    }

    public static bool IsCSharp(CodeBlock block) => LabelsOfCSharp.Contains(block.Language);

    private static int End(string[] lines, int start, (char Mark, int Length, string Language) fence)
    {
        var first = lines.Length;
        var candidates = 0;
        for (var i = start; i < lines.Length && candidates < MostClosingCandidates; i++)
        {
            if (!Closes(lines[i], fence.Mark, fence.Length))
            {
                continue;
            }

            candidates++;
            first = Math.Min(first, i);
            if (!LabelsOfCSharp.Contains(fence.Language) || !EndsWithinLiteral(string.Join('\n', lines[start..i])))
            {
                return i;
            }
        }

        return first;
    }

    private static bool EndsWithinLiteral(string code) =>
        (code.Contains("\"\"\"", StringComparison.Ordinal) || code.Contains("@\"", StringComparison.Ordinal)
            || code.Contains("\"@", StringComparison.Ordinal) || code.Contains("/*", StringComparison.Ordinal))
        && CSharpSyntaxTree.ParseText(code).GetDiagnostics().Any(diagnostic => Unterminated.Contains(diagnostic.Id));

    private static (char Mark, int Length, string Language)? Opening(string line)
    {
        var text = line.Trim();
        var length = Run(text);
        if (length < ShortestFence)
        {
            return null;
        }

        var label = text[length..].Trim();
        if (text[0] == '`' && label.Contains('`', StringComparison.Ordinal))
        {
            return null;
        }

        // "csharp title=Tests.cs", "{.csharp}" and "C#" all say the same.
        var language = label.Split(' ', ',', '{', '}', ':').FirstOrDefault(part => part.Length > 0) ?? "";
        return (text[0], length, language.TrimStart('.').ToLowerInvariant());
    }

    private static bool Closes(string line, char mark, int length)
    {
        var text = line.Trim();
        return text.Length >= length && text[0] == mark && Run(text) == text.Length;
    }

    private static int Run(string text)
    {
        if (text.Length == 0 || text[0] is not ('`' or '~'))
        {
            return 0;
        }

        var length = 1;
        while (length < text.Length && text[length] == text[0])
        {
            length++;
        }

        return length;
    }
}
