using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Workflows.Http.Hosting;

/// <summary>
/// Answers the requests of an <see cref="HttpClient"/> by the API in this process, without a socket: what is written against the API
/// works the same with a server and without one.
/// </summary>
public sealed class InProcessHandler : HttpMessageHandler
{
    private readonly WorkflowsApi _api;
    private readonly IReadOnlyList<(ApiRoute Route, TemplateMatcher Matcher)> _routes;

    /// <summary>Answers by the given API, which stays its owner's.</summary>
    public InProcessHandler(WorkflowsApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        _api = api;
        _routes = [.. api.Routes.Select(route => (route, new TemplateMatcher(TemplateParser.Parse(route.Pattern.TrimStart('/')), [])))];
    }

    /// <summary>The root that links begin with when nothing listens.</summary>
    public static Uri BaseUrl { get; } = new("http://in-process/");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri!;
        var path = PathString.FromUriComponent(address.AbsolutePath);
        foreach (var (route, matcher) in _routes)
        {
            var values = new RouteValueDictionary();
            if (route.Method == request.Method.Method && matcher.TryMatch(path, values))
            {
                // Whoever has this process needs no key; one that is shown all the same says whose eyes to look through.
                var asked = await ToRequestAsync(request, values, cancellationToken);
                return ToMessage(await (request.Headers.Authorization is null ? _api.AnswerAsync(route, asked, cancellationToken) : _api.ServeAsync(route, asked, cancellationToken)), request);
            }
        }

        return ToMessage(ApiResponse.Problem(404, "Not Found", $"There is no route {request.Method} {path}."), request);
    }

    private static async Task<ApiRequest> ToRequestAsync(HttpRequestMessage request, RouteValueDictionary values, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, header) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            headers[name] = header.ToArray();
        }

        return new ApiRequest
        {
            Method = request.Method.Method,
            BaseUrl = BaseUrl,
            Route = values.ToDictionary(value => value.Key, value => value.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase),
            Query = new Dictionary<string, StringValues>(QueryHelpers.ParseQuery(request.RequestUri!.Query), StringComparer.OrdinalIgnoreCase),
            Headers = headers,
            Body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken),
            ContentLength = request.Content?.Headers.ContentLength,
        };
    }

    private static HttpResponseMessage ToMessage(ApiResponse answer, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        if (answer.ContentType is not null)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        }

        foreach (var (name, value) in answer.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
