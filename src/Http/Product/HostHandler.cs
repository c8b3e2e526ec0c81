using System.Net;
using System.Text;
using Workflows.Domain.Client;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Tells of the host itself.</summary>
internal sealed class HostHandler(OrchestrationClient client, HostDescription host, TimeProvider time)
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    public async Task<ApiResponse> HealthAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await client.QueryAsync(new OrchestrationQuery { PageSize = 1 }, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ApiResponse.Problem(503, "Not healthy", $"The store did not answer within {ProbeTimeout.TotalSeconds:0} seconds. Look at the disk, and at the log.");
        }

        var status = host.Stopping.IsCancellationRequested ? "stopping" : "ok";
        return ApiResponse.Json(200, new Health(status, host.Version, host.Store, host.HostId), HttpJson.Default.Health).With("Cache-Control", "no-store");
    }

    /// <summary>A page for the person who looks for the routes.</summary>
    public static ApiResponse Index(IReadOnlyList<ApiRoute> routes)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Workflows</title><h1>Workflows</h1><p>It is running. <a href=\"ui/\">The dashboard</a> is for people. What else it answers:</p><table>");
        foreach (var route in routes)
        {
            page.Append("<tr><td>").Append(route.Method)
                .Append("<td><code>").Append(WebUtility.HtmlEncode(route.Pattern))
                .Append("</code><td>").Append(WebUtility.HtmlEncode(route.Summary));
        }

        page.Append("</table><p><a href=\"openapi.json\">openapi.json</a> describes all of it. <a href=\"v1/runs\">/v1/runs</a> lists the runs.</html>\n");
        return ApiResponse.Text(200, "text/html; charset=utf-8", page.ToString())
            .With("Content-Security-Policy", "default-src 'none'")
            .With("X-Content-Type-Options", "nosniff");
    }
}
