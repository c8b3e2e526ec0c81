using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>How a run was asked for, the same from query and body.</summary>
internal sealed record RunOptions(string? BaseUrl, bool CheckOnly, int MaxRounds, string? Label, string? Commit, string? RequestedBy)
{
    private const int DefaultRounds = 3;
    private const int MostRounds = 10;
    private const int MaxLabel = 200;
    private const int MaxName = 200;

    public static RunOptions From(QueryReader query) => new(
        query.Text("baseUrl", 2000), query.Flag("checkOnly", false), query.Number("maxRounds", 1, MostRounds) ?? DefaultRounds, query.Text("label"),
        CommitOf(query.Text("commit")), query.Text("requestedBy"));

    public static RunOptions From(GenerateRequest body) => new(
        body.BaseUrl, body.CheckOnly, body.MaxRounds ?? DefaultRounds, body.Label, CommitOf(body.Commit), body.RequestedBy);

    /// <summary>Null when all is well, otherwise what is wrong and how it should look.</summary>
    public string? Problem()
    {
        if (BaseUrl is not null && AddressProblem(BaseUrl) is { } problem)
        {
            return $"'baseUrl' {problem}";
        }

        if (MaxRounds is < 1 or > MostRounds)
        {
            return $"'maxRounds' is {MaxRounds}; use a whole number from 1 to {MostRounds}.";
        }

        if (Commit is not (null or DeliveryChoice.Yes or DeliveryChoice.No or DeliveryChoice.Auto))
        {
            return $"'commit' is '{(Commit.Length > 50 ? Commit[..50] + "…" : Commit)}'; use true (commits what a human has approved), false, or auto (commits without a human).";
        }

        if (RequestedBy is not null && (string.IsNullOrWhiteSpace(RequestedBy) || RequestedBy.Length > MaxName || RequestedBy.Any(char.IsControl)))
        {
            return $"'requestedBy' is no name; use one line of 1 to {MaxName} characters.";
        }

        return Label is { Length: > MaxLabel } ? $"'label' has {Label.Length} characters; at most {MaxLabel} are allowed."
            : Label is not null && Label.Any(char.IsControl) ? "'label' holds a control character; use one line of text."
            : null;
    }

    /// <summary>Null when the text is an absolute http or https address, otherwise what is wrong.</summary>
    public static string? AddressProblem(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? null
            : $"is '{address}'; use an absolute http or https address without a user name, for example http://127.0.0.1:5080.";

    private static string? CommitOf(string? word) => string.IsNullOrEmpty(word) ? null : word.ToLowerInvariant();
}
