using Microsoft.CodeAnalysis;

namespace Workflows.Activities.Checks;

/// <summary>How deep code is nested. Formatter and rules descend by recursion, and hostile text must not overflow the stack of the host.</summary>
internal static class TreeDepth
{
    /// <summary>Deepest nesting that is accepted, in syntax nodes. Handwritten code stays below 60.</summary>
    public const int Most = 400;

    /// <summary>Whether no node lies deeper than <see cref="Most"/>. Walks without recursion.</summary>
    public static bool IsBounded(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>();
        open.Push((root, 0));
        while (open.TryPop(out var one))
        {
            if (one.Depth > Most)
            {
                return false;
            }

            foreach (var child in one.Node.ChildNodes())
            {
                open.Push((child, one.Depth + 1));
            }
        }

        return true;
    }
}
