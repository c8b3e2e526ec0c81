using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Local.Tests;

/// <summary>A service that speaks OpenAI's chat protocol and counts how often it is asked what.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    internal const string Code = """
        Here it is:
        ```csharp
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Threading.Tasks;
        using Xunit;

        namespace GeneratedTests;

        public class PingTests
        {
            [Fact]
            [Trait("feature", "health")]
            [Trait("owner", "tests")]
            public async Task Ping_answers_200()
            {
                // Arrange
                using var client = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("API_BASE_URL")!) };

                // Act
                using var response = await client.GetAsync("/ping");

                // Assert
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
        ```
        """;

    private readonly WebApplication _app;

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>How often each question was asked.</summary>
    public ConcurrentDictionary<string, int> Questions { get; } = new(StringComparer.Ordinal);

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/v1";

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var question = await JsonNode.ParseAsync(context.Request.Body);
        Questions.AddOrUpdate(question!["messages"]!.ToJsonString(), 1, (_, count) => count + 1);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new JsonObject
        {
            ["id"] = "answer-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = "stop",
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Code },
            }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 20, ["total_tokens"] = 30 },
        }));
    }
}
