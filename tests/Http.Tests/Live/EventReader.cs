using System.Text.Json;

namespace Workflows.Http.Tests.Live;

/// <summary>Reads server-sent events the way that a browser does.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(120));

    private EventReader(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    public static async Task<EventReader> OpenAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, await TextAsync(response));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<(string Name, string? Id, JsonElement Data)?> NextAsync()
    {
        var (name, id, data) = ("message", (string?)null, (string?)null);
        while (await _reader.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.Length == 0 && data is not null)
            {
                return (name, id, JsonDocument.Parse(data).RootElement);
            }

            (name, id, data) = line.Split(": ", 2) switch
            {
                ["event", var value] => (value, id, data),
                ["id", var value] => (name, value, data),
                ["data", var value] => (name, id, data + value),
                _ => (name, id, data),
            };
        }

        return null;
    }

    /// <summary>Reads on until an event is as wanted.</summary>
    public async Task<JsonElement> UntilAsync(string name, Func<JsonElement, bool> wanted)
    {
        while (await NextAsync() is { } found)
        {
            if (found.Name == name && wanted(found.Data))
            {
                return found.Data;
            }
        }

        throw new InvalidOperationException("The stream ended first.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
        _patience.Dispose();
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
}
