using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Workflows.Functions.Tests.Hosting;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>Holds the HTTP functions against the routes of the HTTP surface that a host has to serve itself.</summary>
internal static class HttpAgreement
{
    public static IEnumerable<string> Problems(IReadOnlyList<FunctionMethod> functions, IReadOnlyList<(string Method, string Route)> routes)
    {
        var served = new HashSet<(string, string)>();
        foreach (var function in functions)
        {
            if (function.Bound<HttpTriggerAttribute>() is not { } bound)
            {
                continue;
            }

            var (parameter, trigger) = bound;
            if (trigger.Route is not { Length: > 0 } route)
            {
                yield return $"'{function.Name}' writes no route.";
                continue;
            }

            if (!WritesLevel(parameter))
            {
                yield return $"'{function.Name}' leaves its authorization level to a default.";
            }

            if (parameter.ParameterType != typeof(HttpRequest) || function.Output != typeof(IActionResult))
            {
                yield return $"'{function.Name}' does not take an ASP.NET Core request, or does not answer its result.";
            }

            if (trigger.Methods is not { Length: > 0 } methods)
            {
                yield return $"'{function.Name}' takes every method.";
                continue;
            }

            var upper = methods.Select(method => method.ToUpperInvariant()).ToList();
            if (upper.Contains("GET") && !upper.Contains("HEAD"))
            {
                yield return $"'{function.Name}' answers GET and not HEAD.";
            }

            foreach (var method in upper.Where(method => method != "HEAD"))
            {
                if (!served.Add((method, route)))
                {
                    yield return $"Two functions serve {method} {route}.";
                }

                if (!routes.Contains((method, route)))
                {
                    yield return $"'{function.Name}' serves {method} {route}, which the HTTP surface does not have.";
                }
            }
        }

        foreach (var (method, route) in routes.Where(route => !served.Contains(route)))
        {
            yield return $"No function serves {method} {route}.";
        }
    }

    private static bool WritesLevel(ParameterInfo parameter) => parameter.CustomAttributes
        .Single(attribute => attribute.AttributeType == typeof(HttpTriggerAttribute))
        .ConstructorArguments is [{ ArgumentType: { } first }, ..] && first == typeof(AuthorizationLevel);
}
