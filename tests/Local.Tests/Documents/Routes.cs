using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Http;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Management;
using Workflows.Http.Product;

namespace Workflows.Local.Tests.Documents;

/// <summary>The routes of the product, to hold addresses in documents against.</summary>
internal static class Routes
{
    private static readonly IReadOnlyList<ApiRoute> All = new WorkflowsApi(
        null!, new OwnInstanceLinks(), new TaskRegistry(), null!, new HttpApiOptions(), new HostDescription("", "", "", CancellationToken.None),
        new ChosenIds(), new GateChannels(null!, new WebhookSecrets(null, null)), TimeProvider.System, NullLogger<WorkflowsApi>.Instance).Routes;

    /// <summary>Whether there is such a route; a null method asks for any.</summary>
    public static bool Has(string? method, string path) =>
        All.Any(route => (method is null || route.Method == method) && Fits(route.Pattern.Split('/'), path.Split('/')));

    private static bool Fits(string[] pattern, string[] path)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i].StartsWith("{*", StringComparison.Ordinal))
            {
                return path.Length > i;
            }

            if (i >= path.Length || (pattern[i].StartsWith('{') ? path[i].Length == 0 : pattern[i] != path[i]))
            {
                return false;
            }
        }

        return pattern.Length == path.Length;
    }
}
