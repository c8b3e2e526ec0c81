using System.Globalization;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>A commit as the log tells it. Whoever can push has written it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parents">Ids of its parents.</param>
/// <param name="At">The author's time, in seconds since 1970.</param>
/// <param name="Author">The author's name.</param>
/// <param name="Message">The whole message.</param>
internal sealed record LoggedCommit(string Id, IReadOnlyList<string> Parents, long At, string Author, string Message)
{
    /// <summary>The format for <c>git log</c> that <see cref="Read"/> reads.</summary>
    public const string Format = "%H%n%P%n%at%n%an%n%B";

    /// <summary>The first line of the message.</summary>
    public string Subject => Message.Split('\n', 2)[0];

    /// <summary>Null for something else than a commit.</summary>
    public static LoggedCommit? Read(string text) =>
        text.Split('\n', 5) is [var id, var parents, var at, var author, var message] && long.TryParse(at, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
            ? new LoggedCommit(id, parents.Split(' ', StringSplitOptions.RemoveEmptyEntries), seconds, author, message)
            : null;
}
