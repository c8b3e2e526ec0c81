using System.Net.Http.Headers;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Models;

/// <summary>Looks whether a model service can be reached: asks it for its list of models, which costs nothing. A refusal is an answer, too.</summary>
internal sealed class ModelProbe(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    public async Task<ProbeResult> ProbeAsync(ModelOptions options, CancellationToken cancellationToken)
    {
        using var impatient = new CancellationTokenSource(_patience, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, impatient.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/models");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, any.Token);
            return ServiceAbsence.Is((int)response.StatusCode)
                ? new ProbeResult(false, $"{options.BaseUrl} answered {(int)response.StatusCode}")
                : new ProbeResult(true, null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = failure is OperationCanceledException ? "no answer within 15 s" : failure.GetBaseException().Message;
            return new ProbeResult(false, new SecretRedactor(options.ApiKey).Redact($"{options.BaseUrl} cannot be reached: {reason}"));
        }
    }
}
