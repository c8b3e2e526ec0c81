using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>The app's HTTP functions on a web server, routed as the worker routes them, with the empty prefix of host.json.</summary>
internal static class HttpFunctions
{
    /// <param name="routes">The server.</param>
    /// <param name="services">The app's services.</param>
    /// <param name="client">The client that every binding is given; the addresses are those of the request.</param>
    public static void MapFunctions(this IEndpointRouteBuilder routes, IServiceProvider services, DurableTaskClient client)
    {
        foreach (var function in AppFunctions.All)
        {
            if (function.Bound<HttpTriggerAttribute>() is { Attribute: var trigger })
            {
                routes.MapMethods(
                    "/" + (trigger.Route ?? function.Name), (trigger.Methods ?? ["GET"]).Select(method => method.ToUpperInvariant()),
                    request => CallAsync(function, request, services, client));
            }
        }
    }

    private static async Task CallAsync(FunctionMethod function, HttpContext request, IServiceProvider services, DurableTaskClient client)
    {
        await using var scope = services.CreateAsyncScope();
        var host = new Uri($"{request.Request.Scheme}://{request.Request.Host}/");
        var result = (IActionResult?)await function.CallAsync(
            type => ActivatorUtilities.CreateInstance(scope.ServiceProvider, type),
            parameter => parameter.ParameterType == typeof(HttpRequest) ? request.Request
                : parameter.ParameterType == typeof(DurableTaskClient) ? BoundClient.Over(client, host)
                : throw new InvalidOperationException($"'{function.Name}' has a parameter '{parameter.Name}' that nothing binds."));
        await result!.ExecuteResultAsync(new ActionContext(request, request.GetRouteData(), new ActionDescriptor()));
    }
}
