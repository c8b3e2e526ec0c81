using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Tests.Logging;

public sealed class WorkflowLoggingTests
{
    [Fact]
    public void A_line_of_json_has_all_members_and_the_values_of_its_scopes_at_the_top()
    {
        var line = Write("json", LogLevel.Warning, "It failed", new InvalidOperationException("why"), ("runId", "run-1"), ("userId", "ann"), ("step", "AskModel"));

        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.EndsWith("Z", root.GetProperty("timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal("warning", root.GetProperty("level").GetString());
        Assert.Equal("Workflows.Some.Category", root.GetProperty("category").GetString());
        Assert.Equal("It failed", root.GetProperty("message").GetString());
        Assert.Equal(7, root.GetProperty("eventId").GetInt32());
        Assert.Contains("InvalidOperationException: why", root.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.Equal("run-1", root.GetProperty("runId").GetString());
        Assert.Equal("ann", root.GetProperty("userId").GetString());
        Assert.Equal("AskModel", root.GetProperty("step").GetString());
    }

    [Fact]
    public void A_line_for_people_has_level_run_step_and_message()
    {
        var line = Write("console", LogLevel.Information, "Asking the model", null, ("runId", "run-1"), ("step", "AskModel"));

        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3} INF Category \[run-1 AskModel\] Asking the model\n$", line);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("console")]
    public void No_value_can_begin_a_line_or_move_the_cursor(string format)
    {
        const string Forged = "x\n12:00:00.000 INF forged\r\u2028\u0085\u001b[2J\u202e\0\tend";

        var text = Write(format, LogLevel.Information, Forged, null, ("runId", Forged), ("step", Forged));

        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(text[..^1], c => char.IsControl(c) || c is '\u2028' or '\u202e');
    }

    [Fact]
    public void No_line_of_an_exception_passes_for_a_line_of_the_log()
    {
        var text = Write("console", LogLevel.Error, "It failed", new InvalidOperationException("why\n12:00:00.000 INF forged"));

        Assert.All(text.TrimEnd('\n').Split('\n').Skip(1), line => Assert.StartsWith("    | ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_cannot_take_the_place_of_a_member_of_the_line()
    {
        using var json = JsonDocument.Parse(Write("json", LogLevel.Information, "true", null, ("message", "forged"), ("level", "forged"), ("Category", "forged")));

        Assert.Equal("true", json.RootElement.GetProperty("message").GetString());
        Assert.DoesNotContain(json.RootElement.EnumerateObject(), member => member.Value.ToString() == "forged");
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("debug", true, true)]
    [InlineData("Warning", false, false)]
    public void The_level_is_a_setting(string? level, bool debug, bool information)
    {
        using var services = Build(("LOG_LEVEL", level));
        var logger = services.GetRequiredService<ILogger<WorkflowLoggingTests>>();

        Assert.Equal((debug, information), (logger.IsEnabled(LogLevel.Debug), logger.IsEnabled(LogLevel.Information)));
    }

    [Fact]
    public void Libraries_are_quiet_at_information()
    {
        using var services = Build();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("System.Net.Http.HttpClient");

        Assert.Equal((false, true), (logger.IsEnabled(LogLevel.Information), logger.IsEnabled(LogLevel.Warning)));
    }

    [Theory]
    [InlineData("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud'. It is one of trace, debug")]
    [InlineData("LOG_FORMAT", "xml", "LOG_FORMAT is 'xml'. It is json or console.")]
    public void A_wrong_setting_names_itself(string name, string value, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Build((name, value)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_lines_go_to_standard_error()
    {
        using var services = Build();

        Assert.Equal(LogLevel.Trace, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.LogToStandardErrorThreshold);
        Assert.Single(services.GetServices<ILoggerProvider>());
    }

    private static ServiceProvider Build(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();
        return new ServiceCollection().AddLogging(logging => logging.AddWorkflowLogging(configuration)).BuildServiceProvider();
    }

    private static string Write(string format, LogLevel level, string message, Exception? exception, params (string Name, string Value)[] scope)
    {
        using var services = Build(("LOG_FORMAT", format));
        var name = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var formatter = services.GetServices<ConsoleFormatter>().Single(candidate => candidate.Name == name);
        var scopes = new LoggerExternalScopeProvider();
        using var pushed = scopes.Push(scope.Select(value => KeyValuePair.Create(value.Name, (object?)value.Value)).ToList());
        using var text = new StringWriter();
        formatter.Write(new LogEntry<string>(level, "Workflows.Some.Category", new EventId(7), message, exception, (state, _) => state), scopes, text);
        return text.ToString();
    }
}
