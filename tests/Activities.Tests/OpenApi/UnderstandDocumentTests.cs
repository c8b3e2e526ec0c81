using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Models;
using Workflows.Activities.OpenApi;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.OpenApi;

public sealed class UnderstandDocumentTests : IAsyncLifetime
{
    private const string Yaml = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: /v1}]\npaths: {/ping: {get: {responses: {200: {description: ok}}}}}\n";
    private static readonly ActivityContext Context = new("run", "UnderstandDocument", "run/1");
    private readonly MemoryArtifacts _artifacts = new();
    private WebApplication _site = null!;
    private int _requests;

    private string Address => _site.Urls.First();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.MapGet("/openapi.yaml", () =>
        {
            Interlocked.Increment(ref _requests);
            return Yaml;
        });
        _site.MapGet("/moved", () => Results.Redirect("/openapi.yaml"));
        _site.MapGet("/file", () => Results.Redirect("file:///etc/passwd"));
        _site.MapGet("/round", () => Results.Redirect("/round"));
        _site.MapGet("/busy", () => Results.StatusCode(503));
        _site.MapGet("/private", () => Results.StatusCode(401));
        _site.MapGet("/endless", async (HttpContext http) =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[4096], http.RequestAborted);
            }
        });
        _site.MapGet("/silent", (HttpContext http) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await _site.StartAsync();
    }

    public Task DisposeAsync() => _site.DisposeAsync().AsTask();

    [Fact]
    public async Task A_document_is_stored_as_it_came_and_as_openapi_3()
    {
        var uploaded = await _artifacts.WriteAsync("run", "upload/document", Encoding.UTF8.GetBytes(Yaml), "application/yaml", CancellationToken.None);

        var understood = await RunAsync(new DocumentSource(uploaded));

        Assert.Equal(("Shop", "3.0", 1, (string?)null), (understood.Title, understood.SpecVersion, understood.Operations, understood.ServerUrl));
        Assert.Equal(("document/source.yaml", "document/api.json"), (understood.Source.Name, understood.Api.Name));
        Assert.Equal(Yaml, Encoding.UTF8.GetString((await _artifacts.ReadAsync("run", understood.Source.Name, CancellationToken.None))!));
        Assert.StartsWith("{\"openapi\":\"3.0.3\"", Encoding.UTF8.GetString((await _artifacts.ReadAsync("run", understood.Api.Name, CancellationToken.None))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetched_document_is_fetched_once_and_the_activity_can_run_again()
    {
        var first = await RunAsync(new DocumentSource(null, Address + "/moved"));
        var second = await RunAsync(new DocumentSource(null, Address + "/moved"));

        Assert.Equal(1, _requests);
        Assert.Equal(first.Api, second.Api);
        Assert.Equal(Address + "/v1", second.ServerUrl);
    }

    [Theory]
    [InlineData("/file", "which is not an absolute http or https address")]
    [InlineData("/round", "more than 5 redirects")]
    [InlineData("/private", "answered 401 instead of the document")]
    [InlineData("/endless", "larger than 100000 bytes")]
    [InlineData("/nothing", "answered 404")]
    public async Task What_cannot_be_fetched_says_why_and_is_not_tried_again(string path, string expected)
    {
        var error = await Assert.ThrowsAsync<InvalidDocumentException>(() => RunAsync(new DocumentSource(null, Address + path + "?token=secret")));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token=secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/busy", "answered 503")]
    [InlineData("/silent", "took longer than 1 s")]
    public async Task What_may_pass_by_itself_is_worth_another_attempt(string path, string expected)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => RunAsync(new DocumentSource(null, Address + path)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => RunAsync(new DocumentSource(null, "http://127.0.0.1:1/openapi.json?token=secret")));

        Assert.Contains("cannot be fetched from http://127.0.0.1:1/openapi.json: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token=secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("openapi.yaml")]
    [InlineData("ftp://example.com/a.json")]
    public async Task Only_http_addresses_are_fetched(string url)
    {
        var error = await Assert.ThrowsAsync<InvalidDocumentException>(() => RunAsync(new DocumentSource(null, url)));

        Assert.Contains("not an absolute http or https address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_document_or_with_one_that_is_gone_says_so()
    {
        var missing = await Assert.ThrowsAsync<InvalidDocumentException>(() => RunAsync(null));
        var nothing = await Assert.ThrowsAsync<InvalidDocumentException>(() => RunAsync(new DocumentSource(null)));
        var gone = await Assert.ThrowsAsync<InvalidDocumentException>(() => RunAsync(new DocumentSource(new ArtifactRef("run", "upload/x", 1, "00", "text/plain"))));

        Assert.Contains("without a document", missing.Message, StringComparison.Ordinal);
        Assert.Contains("without a document", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("'upload/x' of run 'run' is not in the artifact store", gone.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenApi:MaxOperations", "0", "OpenApi:MaxOperations is 0; it must be a whole number from 1 to 100000.")]
    [InlineData("OpenApi:MaxDocumentBytes", "5", "OpenApi:MaxDocumentBytes is 5")]
    [InlineData("OpenApi:FetchTimeoutSeconds", "9999", "OpenApi:FetchTimeoutSeconds is 9999")]
    public void A_wrong_setting_names_itself(string name, string value, string expected)
    {
        using var services = Services((name, value));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<OpenApiOptions>>().Value);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_registered()
    {
        using var services = Services();

        Assert.NotNull(services.GetRequiredService<UnderstandDocument>());
        Assert.NotNull(services.GetRequiredService<IOfflineWriter>());
        Assert.Equal(16 * 1024 * 1024, services.GetRequiredService<IOptions<OpenApiOptions>>().Value.MaxDocumentBytes);
    }

    private async Task<UnderstoodDocument> RunAsync(DocumentSource? document)
    {
        await using var services = Services(("OpenApi:MaxDocumentBytes", "100000"), ("OpenApi:FetchTimeoutSeconds", document?.Url?.EndsWith("/silent", StringComparison.Ordinal) == true ? "1" : "60"));
        return await services.GetRequiredService<UnderstandDocument>().RunAsync(Context, new UnderstandInput("run", document!), CancellationToken.None);
    }

    private ServiceProvider Services(params (string Name, string Value)[] settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<IArtifactStore>(_artifacts)
            .AddOpenApi(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build())
            .BuildServiceProvider();
}
