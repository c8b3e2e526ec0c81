using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Activities.Notifications;

/// <summary>
/// Sends a body to a receiver. Its answer is its status alone: no body is read and no redirect followed, because what is sent holds
/// links that decide, and only the configured address may have them.
/// </summary>
internal sealed class WebhookSender(NotificationOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The status that the receiver took it with, or why it did not.</summary>
    public async Task<(int Status, string? Problem)> SendAsync(Uri receiver, string delivery, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = Request(receiver, delivery, body);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return (status, status switch
            {
                >= 200 and < 300 => null,
                >= 300 and < 400 => $"it answered {status}, and redirects are not followed: configure the final address",
                _ => $"it answered {status}",
            });
        }
        catch (HttpRequestException problem)
        {
            return (0, $"it cannot be reached ({problem.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, $"it did not answer within {options.Timeout.TotalSeconds:0} seconds ({NotificationOptions.TimeoutSetting})");
        }
    }

    /// <summary>The receiver as logs may show it.</summary>
    public static string Shown(Uri receiver) => receiver.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Uri receiver, string delivery, ReadOnlyMemory<byte> body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, receiver)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.Add("User-Agent", "Workflows");
        request.Headers.Add("X-Workflows-Delivery", delivery);
        request.Headers.Add("X-Workflows-Timestamp", timestamp);
        if (options.Secret is { } secret)
        {
            request.Headers.Add("X-Workflows-Signature", Signature(secret, timestamp, body));
        }

        return request;
    }

    private static string Signature(string secret, string timestamp, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hash.AppendData(body.Span);
        return "sha256=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
