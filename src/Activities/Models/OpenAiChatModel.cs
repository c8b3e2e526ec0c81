using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>
/// One call to a service that speaks OpenAI's chat protocol. The answer is streamed, so that a slow model is told from a dead one. Never
/// retries by itself; <see cref="RetryingChatModel"/> does.
/// </summary>
internal sealed class OpenAiChatModel : IChatModel
{
    private const int MaxErrorBytes = 4096;
    private const int MaxReason = 400;

    private readonly ModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ChatClient _client;
    private readonly SecretRedactor _redactor;

    /// <param name="http">Carries the calls; its own time limit must be off.</param>
    public OpenAiChatModel(ModelOptions options, HttpClient http, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _redactor = new SecretRedactor(options.ApiKey);
        _client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            Transport = new HttpClientPipelineTransport(http),
        });
    }

    public string Name => _options.Model;

    public async Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var answer = new AnswerCollector(_options.MaxAnswerLength);
        using var total = new CancellationTokenSource(_options.Timeout, _time);
        using var idle = new CancellationTokenSource(_options.IdleTimeout, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token, idle.Token);
        try
        {
            return await AskAsync(request, answer, idle, any.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var (kind, reason) = failure switch
            {
                OperationCanceledException when total.IsCancellationRequested => (ChatFailureKind.Transient, $"no whole answer within {_options.Timeout.TotalSeconds:0.#} s"),
                OperationCanceledException when idle.IsCancellationRequested => (ChatFailureKind.Transient, $"silence for {_options.IdleTimeout.TotalSeconds:0.#} s"),
                OperationCanceledException { InnerException: TimeoutException } => (ChatFailureKind.Transient, $"no connection: {failure.InnerException.Message}"),
                AnswerTooLargeException => (ChatFailureKind.Permanent, failure.Message),
                JsonException => (ChatFailureKind.Transient, $"the answer is not what the protocol says: {failure.Message}"),
                HttpRequestException or IOException or ClientResultException => (ChatFailureKind.Transient, $"the connection failed: {Innermost(failure).Message}"),
                _ => (ChatFailureKind.Permanent, $"the call failed ({failure.GetType().Name}): {failure.Message}"),
            };
            var neverSent = WasNeverSent(failure);
            return Failure(kind, reason, answer) with { Billing = neverSent ? ChatBilling.Nothing : ChatBilling.Unknown, IsInfrastructure = neverSent };
        }
    }

    private async Task<ChatOutcome> AskAsync(ChatRequest request, AnswerCollector answer, CancellationTokenSource idle, CancellationToken cancellationToken)
    {
        var call = new RequestOptions { CancellationToken = cancellationToken, BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow };
        call.SetHeader("Idempotency-Key", request.IdempotencyKey);
        // No Accept: text/event-stream: the pipeline would then follow redirects and reconnect by itself, which is a second call.

        using var content = new ChatBody(request, _options);
        var result = await _client.CompleteChatAsync(content, call);
        using var response = result.GetRawResponse();
        await using var body = new BoundedStream(response.ContentStream ?? Stream.Null, _options.MaxResponseBytes);
        if (response.IsError || response.Status is < 200 or > 299)
        {
            return await RefusedAsync(response, body, answer, cancellationToken);
        }

        if (response.Headers.TryGetValue("Content-Type", out var type) && type!.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            // A service that knows no streams answers in one piece.
            using var reader = new StreamReader(body, Encoding.UTF8);
            answer.Add(await reader.ReadToEndAsync(cancellationToken));
            answer.End();
        }
        else
        {
            await ReadStreamAsync(body, answer, idle, cancellationToken);
        }

        // What breaks off, or ends in an error, may be billed with more than was told until then.
        var outcome = Outcome(answer);
        return answer is { IsBilled: true, Error: null } ? outcome with { Billing = ChatBilling.Reported } : outcome;
    }

    private async Task ReadStreamAsync(Stream body, AnswerCollector answer, CancellationTokenSource idle, CancellationToken cancellationToken)
    {
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            idle.CancelAfter(_options.IdleTimeout);
            if (item.Data.AsSpan().Trim() is "[DONE]")
            {
                answer.End();
                return;
            }

            if (item.Data.Length > 0)
            {
                answer.Add(item.Data);
            }
        }
    }

    private ChatOutcome Outcome(AnswerCollector answer)
    {
        var text = _redactor.Redact(answer.Text);
        var calls = answer.ToolCalls;
        return answer.FinishReason switch
        {
            _ when answer.Error is { } error => Failure(ChatFailureKind.Transient, $"the service reported an error within the answer: {error}", answer),
            null when answer.HasEnded => Failure(ChatFailureKind.Transient, "the answer ended without saying how", answer) with { IsUseless = true },
            null => Failure(ChatFailureKind.Transient, "the answer broke off before its end", answer),
            "length" => Failure(ChatFailureKind.Truncated, "the answer was cut off at the limit of tokens", answer),
            "content_filter" => Failure(ChatFailureKind.Permanent, "the service's content filter withheld the answer", answer),
            _ when calls.Count == 0 && string.IsNullOrWhiteSpace(text) => Failure(ChatFailureKind.Transient, "the answer is empty", answer) with { IsUseless = true },
            var finished => new ChatResponse(text, OneLine(answer.Model ?? _options.Model, 200), OneLine(finished, 50), UsageOf(answer))
            {
                ToolCalls = [.. calls.Select(call => new ChatToolCall(OneLine(call.Name, 200), _redactor.Redact(call.Arguments)))],
            },
        };
    }

    private async Task<ChatFailure> RefusedAsync(PipelineResponse response, Stream body, AnswerCollector answer, CancellationToken cancellationToken)
    {
        var kind = response.Status is 408 or 409 or 425 or 429 or >= 500 ? ChatFailureKind.Transient : ChatFailureKind.Permanent;
        var hint = response.Status switch
        {
            401 or 403 => $" (check {_options.KeyName})",
            404 => $" (check LLM_BASE_URL and that the service knows the model '{_options.Model}')",
            _ => "",
        };
        var said = await BeginningAsync(body, cancellationToken);
        ReadUsage(said, answer);
        return Failure(kind, $"{_options.BaseUrl} answered {response.Status}{hint}{(said.Length > 0 ? ": " + said : "")}", answer) with
        {
            RetryAfter = RetryAfter(response.Headers),
            IsInfrastructure = ServiceAbsence.Is(response.Status),
            Billing = answer.HasUsage ? ChatBilling.Reported : MayHaveAnswered(response.Status) ? ChatBilling.Unknown : ChatBilling.Nothing,
        };
    }

    // A gateway that gave up waiting says nothing of what the service behind it has done, or still does.
    private static bool MayHaveAnswered(int status) => status is < 300 or 408 or 499 or 502 or 504 or 520 or 522 or >= 524;

    private static bool WasNeverSent(Exception failure) => failure is OperationCanceledException { InnerException: TimeoutException } || Innermost<HttpRequestException>(failure) is
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    // Some services bill what they refuse in the end, and say so.
    private static void ReadUsage(string said, AnswerCollector answer)
    {
        try
        {
            answer.Add(said);
        }
        catch (Exception unreadable) when (unreadable is JsonException or AnswerTooLargeException)
        {
            // Most errors are no JSON.
        }
    }

    private static async Task<string> BeginningAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxErrorBytes];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read).Trim();
    }

    private TimeSpan? RetryAfter(PipelineResponseHeaders headers)
    {
        if (!headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - _time.GetUtcNow()).Ticks))
            : null;
    }

    private ChatFailure Failure(ChatFailureKind kind, string reason, AnswerCollector answer) => new(kind, OneLine(reason, MaxReason), UsageOf(answer));

    private ModelUsage UsageOf(AnswerCollector answer) => new(answer.InputTokens, answer.OutputTokens,
        _options.InputPrice is null && _options.OutputPrice is null
            ? null
            : ((_options.InputPrice ?? 0) * answer.InputTokens + (_options.OutputPrice ?? 0) * answer.OutputTokens) / 1_000_000m);

    // Redacted before it is shortened: half a key is still a secret.
    private string OneLine(string text, int most)
    {
        var line = string.Concat(_redactor.Redact(ChunkText.Readable(text)).Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= most ? line : line[..most] + "…";
    }

    private static T? Innermost<T>(Exception? failure) where T : Exception => failure is null ? null : failure as T ?? Innermost<T>(failure.InnerException);

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
