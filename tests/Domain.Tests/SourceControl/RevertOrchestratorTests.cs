using Workflows.Domain.Audit;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Tenancy;
using Workflows.Domain.Tests.GenerateTests;

namespace Workflows.Domain.Tests.SourceControl;

public sealed class RevertOrchestratorTests
{
    private static readonly CommitResult Commit = new("/srv/repo.git", "main", new string('a', 40), false);
    private static readonly DateTimeOffset At = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ScriptedContext _context = new("run-1:revert");
    private readonly List<AuditNote> _notes = [];

    public RevertOrchestratorTests() => _context.Answer(AuditActivities.RecordAudit, note =>
    {
        _notes.Add(note);
        return Unit.Value;
    });

    [Fact]
    public async Task Who_asked_is_on_record_before_anything_is_done()
    {
        var done = Answer(sha: new string('b', 40), refusal: null);

        var result = await new RevertOrchestrator().RunAsync(_context, new RevertInput("run-1", "ping", Commit, "Ada", "cli", "it flickers"));

        Assert.Equal(done, result);
        Assert.Equal(["RecordAudit", "RevertCommit"], _context.Calls);
        Assert.Equal(new RevertCommitInput("run-1", Commit, "Ada", "cli", "it flickers", At), _context.Inputs[1]);
        var note = Assert.Single(_notes);
        Assert.Equal(("run-1", "revert-requested"), (note.RunId, note.Kind));
        Assert.Equal((Commit.Sha, "main", "Ada", "cli", "it flickers"), (note.Data["commit"], note.Data["branch"], note.Data["by"], note.Data["channel"], note.Data["reason"]));
    }

    [Fact]
    public async Task A_refusal_is_a_result_and_on_record()
    {
        Answer(sha: null, refusal: "a file has changed");

        var result = await new RevertOrchestrator().RunAsync(_context, new RevertInput("run-1", null, Commit, "Ada", "http"));

        Assert.Equal("a file has changed", result.Refusal);
        Assert.Equal(["revert-requested", "revert-refused"], _notes.Select(note => note.Kind));
        Assert.Equal(2, _notes.Select(note => note.Key).Distinct().Count());
        Assert.Equal("a file has changed", _notes[1].Data["reason"]);
    }

    [Fact]
    public async Task What_may_pass_by_itself_is_tried_again_and_what_does_not_is_not()
    {
        Answer(sha: new string('b', 40), refusal: null);

        await new RevertOrchestrator().RunAsync(_context, new RevertInput("run-1", null, Commit, "Ada", "http"));

        Assert.All(_context.Policies, policy => Assert.True(policy is { MaxAttempts: > 1 } && policy.NonRetryableErrorTypes.Contains(CommitRefusedException.ErrorType)));
    }

    [Theory]
    [InlineData("run-1", "run-1:revert")]
    [InlineData("ada~shop~run-1", "ada~shop~run-1:revert")]
    public void A_run_has_one_revert_under_its_own_id(string runId, string id) => Assert.Equal(id, RevertInput.IdOf(runId));

    [Fact]
    public void Long_ids_leave_room_and_stay_apart_and_with_their_owner()
    {
        var owner = new RunOwner(new string('u', RunOwner.MostName), new string('p', RunOwner.MostName));
        var (one, two) = (owner.Complete(new string('x', 57) + "1"), owner.Complete(new string('x', 57) + "2"));

        Assert.NotEqual(RevertInput.IdOf(one), RevertInput.IdOf(two));
        Assert.All([one, two], run => Assert.True(owner.Owns(RevertInput.IdOf(run))));
        Assert.All([one, two], run => InstanceIdRule.Validate(RevertInput.IdOf(run)));
    }

    private RevertResult Answer(string? sha, string? refusal)
    {
        var result = new RevertResult(Commit.Repository, Commit.Branch, Commit.Sha, sha, "Ada", At, refusal);
        _context.Answer(SourceControlActivities.RevertCommit, _ => result);
        return result;
    }
}
