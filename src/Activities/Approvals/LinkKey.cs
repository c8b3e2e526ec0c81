namespace Workflows.Activities.Approvals;

/// <summary>A key that signs links.</summary>
/// <param name="Id">Names it in every link that it signed: 1 to 32 lower-case letters, digits and hyphens.</param>
/// <param name="Secret">The key itself, at least 32 bytes.</param>
public sealed record LinkKey(string Id, ReadOnlyMemory<byte> Secret)
{
    /// <summary>Least length of a key, in bytes.</summary>
    public const int LeastBytes = 32;

    /// <summary>Longest id, in characters.</summary>
    public const int MaxIdLength = 32;

    /// <summary>Whether a text can be the id of a key. What is one can be the name of a file, too.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= MaxIdLength } && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // Records print all their members; this one must not print the key.
    /// <inheritdoc />
    public override string ToString() => Id;
}
