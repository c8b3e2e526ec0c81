using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Http.Contracts;

namespace Workflows.Http;

/// <summary>An answer as the handlers give it; every host knows how to send it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">Media type of the body; null for none.</param>
/// <param name="Body">The body.</param>
public sealed record ApiResponse(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers beside the content type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes the body piece by piece, for as long as the caller listens, in place of <see cref="Body"/>; null where the body is known.</summary>
    public Func<Stream, CancellationToken, Task>? Stream { get; init; }

    /// <summary>A JSON body.</summary>
    public static ApiResponse Json<T>(int status, T value, JsonTypeInfo<T> type) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>A text body.</summary>
    public static ApiResponse Text(int status, string contentType, string text) => new(status, contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>Problem details, RFC 9457.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="title">What kind of problem it is, the same for each of its kind.</param>
    /// <param name="detail">What happened here, and what to do.</param>
    public static ApiResponse Problem(int status, string title, string detail) =>
        Problem(new ProblemBody("about:blank", title, status, detail));

    /// <summary>Problem details that say more.</summary>
    public static ApiResponse Problem(ProblemBody problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem.Status, "application/problem+json", JsonSerializer.SerializeToUtf8Bytes(problem, HttpJson.Default.ProblemBody));
    }

    /// <summary>The same answer with one more header.</summary>
    public ApiResponse With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
