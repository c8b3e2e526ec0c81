using Microsoft.Extensions.Options;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>Fetches a document over http or https: bounded in size, time and redirects.</summary>
internal sealed class DocumentFetcher(IHttpClientFactory clients, IOptions<OpenApiOptions> options)
{
    public const string HttpClientName = "openapi-document";
    private const int MaxRedirects = 5;

    /// <summary>The document's bytes.</summary>
    /// <exception cref="InvalidDocumentException">The address or what it answers cannot be used.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached or says 429 or 5xx: worth another attempt.</exception>
    public async Task<byte[]> FetchAsync(string url, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.FetchTimeoutSeconds));
        try
        {
            return await FollowAsync(Address(url, "The document's address"), timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                $"Fetching the document from {Shown(new Uri(url))} took longer than {options.Value.FetchTimeoutSeconds} s (setting OpenApi:FetchTimeoutSeconds).");
        }
    }

    private async Task<byte[]> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(HttpClientName);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "application/json, application/yaml, text/yaml, */*;q=0.8");
            using var response = await SendAsync(client, request, address, cancellationToken);
            var status = (int)response.StatusCode;

            if (status is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                address = Address(new Uri(address, location).ToString(), $"The redirect from {Shown(address)}");
                continue;
            }

            if (status is 429 or >= 500)
            {
                throw new HttpRequestException($"{Shown(address)} answered {status} instead of the document.", null, response.StatusCode);
            }

            if (status is < 200 or >= 300)
            {
                throw new InvalidDocumentException(
                    $"{Shown(address)} answered {status} instead of the document. Check the address, and that it needs no login; or upload the document itself.");
            }

            return await ReadAsync(response, address, cancellationToken);
        }

        throw new InvalidDocumentException($"{Shown(address)} is the end of more than {MaxRedirects} redirects. Give the document's final address.");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw new HttpRequestException(
                $"The document cannot be fetched from {Shown(address)}: {Excerpt.Of(problem.Message, 200)}. Check the address, and that its server runs and can be reached from here.", problem);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxDocumentBytes;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > limit)
            {
                throw new InvalidDocumentException(
                    $"The document at {Shown(address)} is larger than {limit} bytes (setting OpenApi:MaxDocumentBytes). Split it, or raise the setting.");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static Uri Address(string url, string what) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new InvalidDocumentException($"{what} is '{Excerpt.Of(url, 200)}', which is not an absolute http or https address. Give one, or upload the document.");

    // A query or user info may hold a token; messages end in logs.
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
