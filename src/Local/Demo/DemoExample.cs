namespace Workflows.Local.Demo;

/// <summary>One of the example documents that come with the product.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Label">What its run is called.</param>
/// <param name="File">Its file name.</param>
/// <param name="Title">What its document describes.</param>
internal sealed record DemoExample(int Number, string Label, string File, string Title)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoExample> All { get; } =
    [
        new(1, "ping", "ping.json", "GET /ping"),
        new(2, "get-query", "get-query.json", "GET /echo"),
        new(3, "post-body", "post-body.json", "POST /items"),
    ];

    /// <summary>The examples that a word of the command line means.</summary>
    public static IReadOnlyList<DemoExample> Choose(string word) =>
        word == "all" ? All : [.. All.Where(example => example.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == word)];

    /// <summary>Where its document is.</summary>
    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "examples", "openapi", File);

    public Task<byte[]> ReadAsync(CancellationToken cancellationToken) => System.IO.File.ReadAllBytesAsync(Path, cancellationToken);
}
