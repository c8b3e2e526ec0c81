using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Engine;

namespace Workflows.Local.Tests;

/// <summary>Section 6 of the issue, from where a person stands: one clear error that says what to do, and the exit code that belongs to it.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public BadInputTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n", "empty")]
    [InlineData("{\"openapi\": ", "not valid JSON")]
    [InlineData("{\"hello\": \"world\"}", "openapi")]
    [InlineData("just some words", "YAML")]
    public async Task What_is_no_document_is_refused_at_once(string content, string word)
    {
        var failed = (await _cli.RunAsync("generate", _folder.File("bad.json", content))).Expect(ExitCode.Usage);
        Assert.Contains(word, failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title: not openapi\n", "openapi")]
    [InlineData("{\"openapi\":\"9.9.9\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{}}", "9.9.9")]
    [InlineData("{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{\"/a\":{\"get\":{\"responses\":{\"200\":{\"description\":\"d\",\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"file:///etc/passwd\"}}}}}}}}}", "file:///etc/passwd")]
    public async Task A_document_that_cannot_be_used_fails_its_run_with_the_reason(string content, string word)
    {
        var failed = (await _cli.RunAsync("generate", _folder.File("bad.yaml", content), "--check-only", "--json")).Expect(ExitCode.RunFailed).Json();
        Assert.Equal("InvalidDocumentException", failed.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains(word, failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("purge")]
    [InlineData("list", "--top", "x")]
    [InlineData("demo", "7")]
    public async Task A_wrong_command_line_is_told_as_json_where_json_was_asked_for(params string[] arguments)
    {
        var failed = (await _cli.RunAsync([.. arguments, "--json"])).Expect(ExitCode.Usage).Json();
        Assert.NotEmpty(failed.GetProperty("error").GetString()!);
        Assert.Equal((int)ExitCode.Usage, failed.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Ten_thousand_operations_are_refused_with_the_limit()
    {
        var paths = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"/p{i}\":{{\"get\":{{\"responses\":{{\"200\":{{\"description\":\"ok\"}}}}}}}}"));
        var document = _folder.File("many.json", "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"many\",\"version\":\"1\"},\"paths\":{" + paths + "}}");
        var failed = (await _cli.RunAsync("generate", document, "--check-only", "--json")).Expect(ExitCode.RunFailed).Json();
        Assert.Contains("10000", failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycles_keywords_and_strings_that_try_to_break_out_still_give_code_that_compiles()
    {
        const string Hostile = """
            openapi: 3.0.3
            info: { title: "*/ } \" \\ ${x} {{y}} #error \u202e ```", version: "1" }
            paths:
              /class/{namespace}:
                get:
                  operationId: class
                  summary: "\"\"\"; System.Environment.Exit(1); //"
                  parameters:
                    - { name: namespace, in: path, required: true, schema: { type: string }, example: "\"; throw null; \"" }
                    - { name: "1 not-an identifier*/", in: query, schema: { type: integer, minimum: 1 } }
                  responses:
                    "200":
                      description: "\n#endif\n*/"
                      content:
                        application/json:
                          schema: { $ref: "#/components/schemas/void" }
            components:
              schemas:
                void:
                  type: object
                  properties:
                    next: { $ref: "#/components/schemas/void" }
                    "\"}": { type: string, enum: ["\"", "\\", "\u0000"] }
            """;
        var run = (await _cli.RunAsync("generate", _folder.File("hostile.yaml", Hostile), "--check-only", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal("checked", run.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_address_that_nobody_answers_fails_the_run()
    {
        var failed = (await _cli.RunAsync("generate", "http://127.0.0.1:9/openapi.json", "--check-only", "--json")).Expect(ExitCode.RunFailed).Json();
        Assert.Contains("127.0.0.1:9", failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_a_folder_and_20_MB_are_told_apart()
    {
        Assert.Contains("no file", (await _cli.RunAsync("generate", Path.Combine(_folder.Path, "none.json"))).Expect(ExitCode.NotFound).Error, StringComparison.Ordinal);
        Assert.Contains("folder", (await _cli.RunAsync("generate", _folder.Path)).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
        var large = _folder.File("large.json", "{\"openapi\":\"3.0.3\",\"x\":\"" + new string('x', 20 * 1024 * 1024) + "\"}");
        Assert.Contains("limit", (await _cli.RunAsync("generate", large)).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("generate")]
    [InlineData("generate", "--nonsense")]
    [InlineData("demo", "4")]
    [InlineData("purge")]
    [InlineData("purge", "x", "--status", "failed")]
    [InlineData("purge", "--before", "soon")]
    [InlineData("list", "--top", "0")]
    [InlineData("artifacts", "x", "--out", "y")]
    [InlineData("serve", "--urls", "http://0.0.0.0:7071")]
    [InlineData("serve", "--urls", "http://example.org:7071")]
    [InlineData("serve", "--urls", "somewhere")]
    public async Task A_wrong_command_line_is_usage_and_starts_nothing(params string[] args)
    {
        var failed = (await _cli.RunAsync(args)).Expect(ExitCode.Usage);
        Assert.NotEmpty(failed.Error);
        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Theory]
    [InlineData("There is no command 'workflows tmeline'; perhaps 'workflows timeline' was meant. 'workflows --help' lists all of them.", "tmeline", "run-1")]
    [InlineData("There is no command 'workflows frobnicate'. 'workflows --help' lists all of them.", "frobnicate")]
    [InlineData("There is no command 'workflows gates shwo'; perhaps 'workflows gates show' was meant. 'workflows gates --help' lists all of them.", "gates", "shwo", "run-1")]
    public async Task A_mistyped_command_is_one_line_with_the_nearest_that_there_is(string line, params string[] args)
    {
        Assert.Equal(line, (await _cli.RunAsync(args)).Expect(ExitCode.Usage).Error.TrimEnd());
        Assert.Contains(line.Split('.')[0], (await _cli.RunAsync([.. args, "--json"])).Expect(ExitCode.Usage).Json().GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_over_runs_say_that_there_are_none()
    {
        foreach (var command in new[] { "status x", "watch x", "list", "artifacts x", "raise x y", "suspend x", "resume x", "terminate x", "rewind x", "restart x", "purge x" })
        {
            Assert.Contains("no runs", (await _cli.RunAsync(command.Split(' '))).Expect(ExitCode.NotFound).Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_cli.DataFolder));
    }

    [Fact]
    public async Task A_failure_with_json_is_one_JSON_document_on_stdout()
    {
        var error = (await _cli.RunAsync("status", "x", "--json")).Expect(ExitCode.NotFound).Json();
        Assert.Equal((int)ExitCode.NotFound, error.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(error.GetProperty("advice").GetString()!);
    }

    [Fact]
    public async Task A_hub_that_another_process_owns_is_refused_with_what_to_do()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await using var owner = await EmbeddedEngine.StartAsync(
            new TaskHubOptions { Path = Path.Combine(_cli.DataFolder, "hub.db") }, new TaskRegistry(), NullLoggerFactory.Instance);
        var failed = (await _cli.RunAsync("list")).Expect(ExitCode.Unavailable);
        Assert.Contains("hub.db", failed.Error, StringComparison.Ordinal);
        Assert.Contains("--data", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_beside_an_owned_hub_takes_a_folder_of_its_own()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        await using var owner = await EmbeddedEngine.StartAsync(
            new TaskHubOptions { Path = Path.Combine(_cli.DataFolder, "hub.db") }, new TaskRegistry(), NullLoggerFactory.Instance);
        var report = (await _cli.RunAsync("demo", "1", "--json")).Expect(ExitCode.Success).Json();
        Assert.StartsWith(Path.Combine(_cli.DataFolder, "demo-"), report.GetProperty("dataFolder").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrupt_hub_is_refused_with_what_to_do_and_left_as_it_is()
    {
        Directory.CreateDirectory(_cli.DataFolder);
        var hub = Path.Combine(_cli.DataFolder, "hub.db");
        var garbage = Encoding.ASCII.GetBytes(new string('z', 20_000));
        await File.WriteAllBytesAsync(hub, garbage);
        var failed = (await _cli.RunAsync("list")).Expect(ExitCode.Unavailable);
        Assert.Contains("hub.db", failed.Error, StringComparison.Ordinal);
        Assert.Contains("backup", failed.Error, StringComparison.Ordinal);
        Assert.Equal(garbage, await File.ReadAllBytesAsync(hub));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused()
    {
        var file = _folder.File("data", "not a folder");
        Assert.Contains(file, (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"))).Expect(ExitCode.Unavailable).Error, StringComparison.Ordinal);
    }
}
