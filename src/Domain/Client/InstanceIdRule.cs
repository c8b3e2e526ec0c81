namespace Workflows.Domain.Client;

/// <summary>The rule for chosen instance ids, the same on every engine; it is that of Durable Functions.</summary>
public static class InstanceIdRule
{
    /// <summary>Longest chosen id, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Throws when the id cannot be chosen.</summary>
    /// <exception cref="ArgumentException">Says what is wrong.</exception>
    public static void Validate(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Problem(id) is { } problem)
        {
            throw new ArgumentException(
                $"'{id}' is not a valid instance id: {problem}. Use 1 to {MaxLength} characters without control characters and / \\ # ?, not beginning with @.", nameof(id));
        }
    }

    private static string? Problem(string id) =>
        id.Length == 0 ? "it is empty"
        : id.Length > MaxLength ? $"it has {id.Length} characters"
        : id[0] == '@' ? "it begins with @"
        : string.IsNullOrWhiteSpace(id) ? "it is blank"
        : id.Any(c => char.IsControl(c) || c is '/' or '\\' or '#' or '?') ? "it holds a character that is not allowed"
        : null;
}
