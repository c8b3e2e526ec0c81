using Workflows.Http.Access;

namespace Workflows.Http.Tests.Access;

/// <summary>The API on a real Kestrel, with keys.</summary>
public sealed class KeyedApi : IAsyncLifetime
{
    public const string Operator = "wfo_the-token-of-the-operator";

    public KeyedApi()
    {
        Keys = new MemoryKeys(Clock);
        Host = new ApiFixture(new ApiDoor(Keys, Clock) { OperatorToken = Operator });
    }

    internal MovableClock Clock { get; } = new();

    internal MemoryKeys Keys { get; }

    internal ApiFixture Host { get; }

    // What a test sends is all that is sent: no jar keeps the cookies of another test.
    private HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        Client.BaseAddress = Host.Client.BaseAddress;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Sends a request; headers are name, value, name, value.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        for (var i = 0; i < headers.Length; i += 2)
        {
            request.Headers.TryAddWithoutValidation(headers[i], headers[i + 1]);
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params string[] headers) => SendAsync(HttpMethod.Get, path, null, headers);
}
