using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Hosting;

/// <summary>Puts the API into an ASP.NET Core host.</summary>
public static class WorkflowsHosting
{
    /// <summary>Guards every request, and gives errors that have no body (unknown route, wrong method) their problem details. Comes before routing.</summary>
    public static IApplicationBuilder UseWorkflows(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.ApplicationServices.GetRequiredService<WorkflowsApi>();
        return app.Use(async (context, next) =>
        {
            if (!await AsksForKeyAsync(api, context.RequestAborted) && LoopbackGuard.Refusal(context, api.Options.PublicBaseUrl) is { } refusal)
            {
                await refusal.WriteAsync(context);
                return;
            }

            try
            {
                await next(context);
            }
            catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
            {
                // Kestrel's own refusals: a body over its limit, or one that trickles in.
                await ApiResponse.Problem(exception.StatusCode, "Bad Request", exception.Message).WriteAsync(context);
                return;
            }

            if (!context.Response.HasStarted && context.Response is { ContentType: null, ContentLength: null } && Describe(context) is { } problem)
            {
                await problem.WriteAsync(context);
            }
        });
    }

    /// <summary>Maps every route of the <see cref="WorkflowsApi"/> in the container.</summary>
    public static IEndpointRouteBuilder MapWorkflows(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var api = endpoints.ServiceProvider.GetRequiredService<WorkflowsApi>();
        foreach (var route in api.Routes)
        {
            string[] methods = route.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [route.Method];
            endpoints.MapMethods(route.Pattern, methods, context => AnswerAsync(api, route, context));
        }

        return endpoints;
    }

    // A key is the proof that the guard of the host without keys has to do without: neither other names nor other pages have one.
    private static async Task<bool> AsksForKeyAsync(WorkflowsApi api, CancellationToken cancellationToken)
    {
        try
        {
            return await api.Door.AsksForKeyAsync(cancellationToken);
        }
        catch (ApiKeysException)
        {
            // The route tells of it, and lets nobody in.
            return true;
        }
    }

    private static async Task AnswerAsync(WorkflowsApi api, ApiRoute route, HttpContext context)
    {
        try
        {
            var answer = await api.ServeAsync(route, context.ToApiRequest(api.Options.PublicBaseUrl), context.RequestAborted);
            await answer.WriteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
            context.Abort();
        }
    }

    private static ApiResponse? Describe(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiResponse.Problem(404, "Not Found", $"There is no route {context.Request.Path}. GET /v1 lists them, GET /openapi.json describes them."),
        StatusCodes.Status405MethodNotAllowed => ApiResponse.Problem(405, "Method Not Allowed",
            $"{context.Request.Method} is not allowed here; allowed: {context.Response.Headers.Allow}. GET /v1 lists the routes."),
        _ => null,
    };
}
