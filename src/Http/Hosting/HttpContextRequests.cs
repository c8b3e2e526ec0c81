using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Workflows.Http.Hosting;

/// <summary>Takes requests from ASP.NET Core and gives it the answers.</summary>
public static class HttpContextRequests
{
    /// <summary>The request as the handlers see it.</summary>
    /// <param name="context">The request; its route has been matched.</param>
    /// <param name="publicBaseUrl">The root that links begin with; null takes it from the request.</param>
    public static ApiRequest ToApiRequest(this HttpContext context, Uri? publicBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ApiRequest
        {
            Method = context.Request.Method,
            BaseUrl = publicBaseUrl ?? new Uri(UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase, "/")),
            Path = context.Request.Path.Value ?? "",
            Route = context.GetRouteData().Values.ToDictionary(value => value.Key, value => value.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase),
            Query = new Dictionary<string, StringValues>(context.Request.Query, StringComparer.OrdinalIgnoreCase),
            Headers = new Dictionary<string, StringValues>(context.Request.Headers, StringComparer.OrdinalIgnoreCase),
            Body = context.Request.Body,
            ContentLength = context.Request.ContentLength,
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
        };
    }

    /// <summary>Sends an answer; a HEAD request gets its headers alone.</summary>
    public static async Task WriteAsync(this ApiResponse answer, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.ContentType is not null)
        {
            response.ContentType = answer.ContentType;
        }

        if (answer.Stream is { } stream)
        {
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await StreamAsync(stream, context);
            }

            return;
        }

        if (answer.Status != StatusCodes.Status304NotModified)
        {
            response.ContentLength = answer.Body.Length;
        }

        if (!answer.Body.IsEmpty && !HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private static async Task StreamAsync(Func<Stream, CancellationToken, Task> stream, HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await stream(context.Response.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Whoever listened has gone, or does not read: nothing of what waits for it is kept.
            context.Abort();
        }
    }
}
