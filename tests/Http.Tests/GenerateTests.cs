using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Workflows.Http.Tests;

public sealed class GenerateTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Document = """{"openapi":"3.0.3","info":{"title":"Ping","version":"1"},"paths":{}}""";

    [Fact]
    public async Task A_JSON_document_is_stored_and_its_run_is_there_at_once()
    {
        api.Activities.ModelGate.TrySetResult();
        using var response = await api.Client.PostAsync("/v1/generate?label=mine&baseUrl=http://127.0.0.1:1/&maxRounds=2", ApiFixture.Json(Document));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(accepted.GetProperty("statusUrl").GetString(), response.Headers.Location!.AbsoluteUri);
        Assert.False(accepted.GetProperty("existing").GetBoolean());
        using var status = await api.Client.GetAsync(response.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
        var runId = accepted.GetProperty("runId").GetString();
        Assert.Equal(Document, await api.Client.GetStringAsync($"/v1/runs/{runId}/artifacts/document/source.json"));
    }

    [Fact]
    public async Task What_was_accepted_is_never_404_under_load()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var accepted = await api.Client.PostAsync("/v1/generate?checkOnly=true&label=load-" + i, ApiFixture.Json(Document));
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            using var product = await api.Client.GetAsync(accepted.Headers.Location);
            var id = (await product.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString();
            using var management = await api.Client.GetAsync($"{ApiFixture.Instances}/{id}");
            return (product.StatusCode, management.IsSuccessStatusCode);
        }));

        Assert.All(statuses, status => Assert.Equal((HttpStatusCode.OK, true), status));
    }

    [Theory]
    [InlineData("application/yaml", "openapi: 3.0.3\ninfo:\n  title: Ping\n", "document/source.yaml")]
    [InlineData("text/plain", "# hello\n---\nswagger: '2.0'\n", "document/source.yaml")]
    [InlineData("application/x-yaml", "{\"openapi\": \"3.1.0\"}", "document/source.json")]
    [InlineData("application/json; charset=utf-8", "{\"swagger\": \"2.0\"}", "document/source.json")]
    [InlineData("application/json", "\uFEFF {\"openapi\": \"3.1.0\"}", "document/source.json")]
    public async Task YAML_and_text_are_taken_too_and_stored_as_what_they_are(string type, string text, string artifact)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await api.Client.PostAsync("/v1/generate?checkOnly=true", content);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(Encoding.UTF8.GetBytes(text), await api.Client.GetByteArrayAsync($"{response.Headers.Location}/artifacts/{artifact}"));
    }

    [Fact]
    public async Task A_JSON_body_with_an_address_starts_a_run_that_fetches_it()
    {
        using var response = await api.Client.PostAsync("/v1/generate",
            ApiFixture.Json("""{"url":"http://127.0.0.1:9/openapi.json","checkOnly":true,"label":"by url","maxRounds":1}"""));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString();
        var input = (await api.Client.GetFromJsonAsync<JsonElement>($"{ApiFixture.Instances}/{id}")).GetProperty("input");
        Assert.Equal("http://127.0.0.1:9/openapi.json", input.GetProperty("document").GetProperty("url").GetString());
        Assert.True(input.GetProperty("checkOnly").GetBoolean());
        Assert.Equal("by url", input.GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("application/json", "", "empty")]
    [InlineData("application/json", "  \n ", "empty")]
    [InlineData("application/json", "{\"openapi\": ", "not valid JSON")]
    [InlineData("application/json", "[1,2]", "not an object")]
    [InlineData("application/json", "42", "not an object")]
    [InlineData("application/json", "{\"name\":\"x\"}", "'openapi'")]
    [InlineData("application/json", "{\"url\":\"ftp://x/y\"}", "'url'")]
    [InlineData("application/json", "{\"url\":\"relative\"}", "'url'")]
    [InlineData("application/json", "{\"url\":null}", "'url'")]
    [InlineData("application/json", "{\"url\":\"http://x\",\"oops\":1}", "oops")]
    [InlineData("application/json", "{\"url\":\"http://x\",\"maxRounds\":99}", "'maxRounds'")]
    [InlineData("application/json", "{\"url\":\"http://x\",\"baseUrl\":\"file:///etc/passwd\"}", "'baseUrl'")]
    [InlineData("application/yaml", "just words", "YAML")]
    [InlineData("application/yaml", "- a\n- b\n", "YAML")]
    [InlineData("text/plain", "a: b\0", "NUL")]
    public async Task Obvious_garbage_is_400_at_once(string type, string body, string word)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await api.Client.PostAsync("/v1/generate", content);
        await ApiFixture.ProblemAsync(response, 400, word);
    }

    [Theory]
    [InlineData("maxRounds=0", "maxRounds")]
    [InlineData("checkOnly=maybe", "checkOnly")]
    [InlineData("chekOnly=true", "chekOnly")]
    [InlineData("baseUrl=nowhere", "baseUrl")]
    [InlineData("baseUrl=http://user:secret@host/", "baseUrl")]
    [InlineData("runId=..%2Fescape", "runId")]
    [InlineData("runId=.hidden", "runId")]
    [InlineData("label=a%0Ab", "label")]
    public async Task A_wrong_option_is_400_and_named(string query, string word)
    {
        using var response = await api.Client.PostAsync("/v1/generate?" + query, ApiFixture.Json(Document));
        await ApiFixture.ProblemAsync(response, 400, word);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task Another_content_type_is_415_and_says_what_to_send(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Document));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await api.Client.PostAsync("/v1/generate", content);
        await ApiFixture.ProblemAsync(response, 415, "application/json", "--data-binary");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Twenty_megabytes_are_413_with_the_limit(bool tellsLength)
    {
        using var content = new StreamContent(new MemoryStream(new byte[20 * 1024 * 1024]));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/generate") { Content = content };
        request.Headers.TransferEncodingChunked = tellsLength ? null : true;
        request.Headers.ExpectContinue = true;
        using var response = await api.Client.SendAsync(request);
        await ApiFixture.ProblemAsync(response, 413, "16 MiB");
    }

    [Fact]
    public async Task A_body_that_trickles_in_is_408()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, api.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/generate HTTP/1.1\r\nHost: 127.0.0.1:{api.Port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));
        using var reader = new StreamReader(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(patience.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_answers_the_same_run_and_another_request_with_it_is_a_conflict()
    {
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(key, Document)));
        Assert.Single(answers.Select(answer => answer.GetProperty("runId").GetString()).Distinct());
        Assert.Single(answers, answer => !answer.GetProperty("existing").GetBoolean());

        using var other = await SendAsync(key, Document.Replace("Ping", "Pong", StringComparison.Ordinal));
        await ApiFixture.ProblemAsync(other, 409, "another document");
        Assert.Equal(Document, await api.Client.GetStringAsync($"/v1/runs/{answers[0].GetProperty("runId").GetString()}/artifacts/document/source.json"));
    }

    [Fact]
    public async Task A_chosen_run_id_is_kept()
    {
        var id = "mine-" + Guid.NewGuid().ToString("N");
        using var first = await api.Client.PostAsync($"/v1/generate?checkOnly=true&runId={id}", ApiFixture.Json(Document));
        using var second = await api.Client.PostAsync($"/v1/generate?checkOnly=true&runId={id}", ApiFixture.Json(Document));
        Assert.Equal(id, (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString());
        Assert.True((await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("existing").GetBoolean());
    }

    private async Task<JsonElement> PostAsync(string key, string document)
    {
        using var response = await SendAsync(key, document);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> SendAsync(string key, string document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/generate?checkOnly=true") { Content = ApiFixture.Json(document) };
        request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request);
    }
}
