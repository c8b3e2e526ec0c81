using System.Text.Json;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.Orchestration;

public sealed class FailureDetailsTests
{
    [Fact]
    public void An_exception_is_described_with_all_that_caused_it()
    {
        var details = FailureDetails.From(Thrown(new InvalidOperationException("outer", new IOException("middle", new FormatException("inner")))));

        Assert.Equal(("System.InvalidOperationException", "outer"), (details.ErrorType, details.ErrorMessage));
        Assert.Contains(nameof(Thrown), details.StackTrace, StringComparison.Ordinal);
        Assert.Equal(("System.IO.IOException", "middle"), (details.InnerFailure!.ErrorType, details.InnerFailure.ErrorMessage));
        Assert.Equal(("System.FormatException", "inner"), (details.RootCause.ErrorType, details.RootCause.ErrorMessage));
    }

    [Fact]
    public void A_failed_task_is_unfolded_to_what_really_happened()
    {
        var cause = new FailureDetails("System.IO.IOException", "the disk is full", "at Somewhere()");

        var details = FailureDetails.From(new TaskFailedException("Write", 3, new FailureDetails("System.AggregateException", "several", null, cause)));

        Assert.Equal(typeof(TaskFailedException).FullName, details.ErrorType);
        Assert.Contains("Write", details.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(cause, details.RootCause);
        Assert.True(details.IsCausedBy<IOException>());
        Assert.True(details.IsCausedBy<TaskFailedException>());
        Assert.False(details.IsCausedBy<FormatException>());
    }

    [Fact]
    public void It_can_be_printed_and_written_as_json_and_comes_back_the_same()
    {
        var details = new FailureDetails("Outer", "went wrong", "at A()", new FailureDetails("Inner", "was wrong before"));

        Assert.Equal("Outer: went wrong <- Inner: was wrong before", details.ToString());
        var json = JsonSerializer.Serialize(details, WorkflowJson.Default.FailureDetails);
        Assert.Equal(details, JsonSerializer.Deserialize(json, WorkflowJson.Default.FailureDetails));
        Assert.DoesNotContain("rootCause", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_type_is_named_in_full_and_compared_exactly()
    {
        var details = new FailureDetails("System.IO.IOException", "");

        Assert.True(details.IsCausedBy("System.IO.IOException"));
        Assert.False(details.IsCausedBy("IOException"));
        Assert.False(details.IsCausedBy("system.io.ioexception"));
        Assert.False(details.IsCausedBy<Exception>());
    }

    [Fact]
    public void What_a_failed_task_says_names_task_number_and_reason()
    {
        var failed = new TaskFailedException("CheckCode", 7, new FailureDetails("X", "no such file"));

        Assert.Equal(("CheckCode", 7), (failed.TaskName, failed.TaskId));
        Assert.Contains("CheckCode", failed.Message, StringComparison.Ordinal);
        Assert.Contains("#7", failed.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_is_too_large_names_both_sizes_and_the_artifact_store()
    {
        var refused = new PayloadTooLargeException("The input of activity 'CheckCode'", 300_000, 262_144);

        Assert.Equal((300_000, 262_144), (refused.Bytes, refused.Limit));
        Assert.StartsWith("The input of activity 'CheckCode' is 300,000 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Contains("262,144", refused.Message, StringComparison.Ordinal);
        Assert.Contains("artifact store", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_does_not_fit_names_the_event_both_sides_and_the_way_out()
    {
        var error = new NonDeterministicOrchestrationException("run-1", 12, "activity 'A'", "activity 'B'");

        Assert.Equal((12, "activity 'A'", "activity 'B'"), (error.Sequence, error.Recorded, error.Asked));
        foreach (var part in new[] { "run-1", "history event 12", "holds activity 'A'", "asked for activity 'B'", "rewind", "new orchestrator name" })
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    private static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }
}
