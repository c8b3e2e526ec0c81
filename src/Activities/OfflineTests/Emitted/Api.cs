using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Workflows.Activities.OfflineTests.Emitted;

/// <summary>Sends requests to the API whose address stands in the environment variable API_BASE_URL.</summary>
internal sealed class Api
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 16 * 1024 * 1024,
    };

    // What the message of a failed test shows: the address as the test wrote it, before a key is added to it.
    private static readonly HttpRequestOptionsKey<string> Call = new("call");

    private readonly string _baseUrl;

    private Api(string baseUrl) => _baseUrl = baseUrl;

    public static Api FromEnvironment()
    {
        var baseUrl = Environment.GetEnvironmentVariable("API_BASE_URL");
        return string.IsNullOrWhiteSpace(baseUrl)
            ? throw new InvalidOperationException("Set the environment variable API_BASE_URL to the address of the API, such as http://localhost:5000.")
            : new Api(baseUrl.Trim().TrimEnd('/'));
    }

    public HttpRequestMessage Request(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_baseUrl + path));
        request.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.8");
        request.Options.Set(Call, $"{method} {path}");
        return request;
    }

    public static HttpContent Content(string text, string mediaType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    public static async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new Answer(
            request.Options.TryGetValue(Call, out var call) ? call : request.Method.Method,
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            body,
            response.Headers.Location?.OriginalString,
            response.Content.Headers.Allow.ToList());
    }
}
