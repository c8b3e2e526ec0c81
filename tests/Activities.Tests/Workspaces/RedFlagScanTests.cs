using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class RedFlagScanTests : IDisposable
{
    private readonly TestStates _states = new();

    public void Dispose() => _states.Dispose();

    [Theory]
    [InlineData("src/Store.cs", "var store = new InMemoryStore();", "in-memory")]
    [InlineData("src/Db.cs", "options.UseInMemoryDatabase(\"x\");", "in-memory")]
    [InlineData("app/db.py", "engine = create_engine('sqlite:///:memory:')", "in-memory")]
    [InlineData("app/db.pyi", "def in_memory_store() -> Store: ...", "in-memory")]
    [InlineData("src/Mail.cs", "IMail mail = new FakeMail();", "mock")]
    [InlineData("src/Mail.cs", "var mail = new Mock<IMail>();", "mock")]
    [InlineData("src/Mail.cs", "public class MailSenderStub : IMail", "mock")]
    [InlineData("app/mail.py", "mail = MagicMock()", "mock")]
    [InlineData("src/mail.ts", "const fakeMail = createMail();", "mock")]
    [InlineData("src/Pay.cs", "throw new NotImplementedException();", "unfinished")]
    [InlineData("app/pay.py", "    raise NotImplementedError", "unfinished")]
    [InlineData("src/pay.js", "// TODO: pay", "unfinished")]
    public async Task Working_code_is_flagged_with_file_line_and_rule(string path, string line, string rule)
    {
        var (diff, text) = await ScanAsync(await _states.Of(), await _states.Of(("workspace/" + path, $"first\n{line}\n")));
        Assert.Equal(1, diff.RedFlagCount);
        Assert.Equal($"workspace/{path}:2: {rule}: {line.Trim()}\n", text);
    }

    [Theory]
    [InlineData("src/Store.cs", "// What InMemoryStore was is in Postgres now.")]
    [InlineData("src/Config.cs", "builder.AddInMemoryCollection(settings);")]
    [InlineData("src/Words.cs", "var text = \"mocking stubborn fakery\"; var stubbornness = 1;")]
    [InlineData("app/list.py", "todos = read()  # hacking xxxl")]
    [InlineData("tests/StoreTests.cs", "new InMemoryStore();")]
    [InlineData("Greeter.Tests/Doubles.cs", "class FakeMail;")]
    [InlineData("src/GreeterTests/Doubles.cs", "class FakeMail;")]
    [InlineData("app/test_store.py", "Mock()")]
    [InlineData("app/store_test.py", "Mock()")]
    [InlineData("conftest.py", "Mock()")]
    [InlineData("src/store.spec.ts", "jest.mock('./x')")]
    [InlineData("src/__mocks__/store.ts", "class FakeStore {}")]
    [InlineData("README.md", "The InMemoryStore; TODO")]
    public async Task Tests_documents_and_mere_words_are_not_flagged(string path, string line)
    {
        var (diff, text) = await ScanAsync(await _states.Of(), await _states.Of(("workspace/" + path, line)));
        Assert.Null(text);
        Assert.Equal(0, diff.RedFlagCount);
    }

    [Fact]
    public async Task Stand_ins_that_were_there_before_are_flagged_too_behind_the_runs_own_and_old_todos_are_not()
    {
        var old = ("workspace/a/Old.cs", "new InMemoryStore(); \n// TODO old");
        var (diff, text) = await ScanAsync(await _states.Of(old), await _states.Of(old, ("workspace/z/New.cs", "// TODO new\nnew FakeMail();")));
        Assert.Equal((3, 1), (diff.RedFlagCount, diff.StandInCount));
        Assert.Equal(
            "workspace/z/New.cs:1: unfinished: // TODO new\nworkspace/z/New.cs:2: mock: new FakeMail();\nworkspace/a/Old.cs:1: in-memory: new InMemoryStore();\n", text);
    }

    [Fact]
    public async Task Only_stand_ins_on_lines_that_the_run_wrote_count_and_one_that_moves_does_not()
    {
        var before = await _states.Of(("workspace/Shop.cs", "one\nnew FakeMail();\n"), ("workspace/Old.cs", "new InMemoryStore();\n"), ("workspace/Kept.cs", "new FakeClock();"));
        var moved = await ScanAsync(before, await _states.Of(
            ("workspace/Shop.cs", "two\n  new FakeMail();\n"), ("workspace/New.cs", "new InMemoryStore();\n"), ("workspace/Kept.cs", "new FakeClock();")));
        var again = await ScanAsync(before, await _states.Of(
            ("workspace/Shop.cs", "one\nnew FakeMail();\nnew FakeMail();\n"), ("workspace/Old.cs", "new InMemoryStore(1);\n"), ("workspace/Kept.cs", "new FakeClock();")));
        Assert.Equal((3, 0), (moved.Diff.RedFlagCount, moved.Diff.StandInCount));
        Assert.Equal((4, 2), (again.Diff.RedFlagCount, again.Diff.StandInCount));
    }

    [Theory]
    [InlineData("client.py", "import greeter_pb2_grpc as pb2_grpc\nstub = pb2_grpc.GreeterStub(channel)\nstub.SayHello(request)", 0)]
    [InlineData("client.py", "from app.greeter_pb2_grpc import GreeterStub\nself._stub: GreeterStub = GreeterStub(self._connect())\nself._stub.SayHello(request)", 0)]
    [InlineData("client.py", "greeter_stub = greeter_pb2_grpc.GreeterStub(channel)\nreply = greeter_stub.SayHello(request)", 0)]
    [InlineData("greeter_pb2_grpc.py", "class GreeterStub(object):", 0)]
    [InlineData("client.js", "const greeterStub = new GreeterStub(GrpcChannel.forAddress);", 0)]
    [InlineData("client.ts", "const stub = GreeterGrpc.newBlockingStub(channel);", 0)]
    [InlineData("client.py", "stub = FakeGreeterStub(channel)", 1)]
    [InlineData("client.py", "stub = pb2_grpc.GreeterStub(channel) or FakeGreeter()", 1)]
    [InlineData("mail.py", "class MailStub:\n    pass", 1)]
    [InlineData("mail.py", "mail_stub = MailStub()", 1)]
    [InlineData("queue.py", "from app.greeter_pb2_grpc import GreeterStub\nqueue = InMemoryQueue()", 1)]
    public async Task A_client_that_grpc_generates_is_listed_and_does_not_count_as_a_stand_in(string path, string code, int standIns)
    {
        var (diff, _) = await ScanAsync(await _states.Of(), await _states.Of(("workspace/src/" + path, code)));
        Assert.Equal(standIns, diff.StandInCount);
        Assert.InRange(diff.RedFlagCount, 1, 5);
    }

    [Fact]
    public async Task The_list_is_cut_and_says_so_and_a_hostile_line_costs_no_time()
    {
        var hostile = new string('a', 2_000_000) + "Mock";
        var many = string.Concat(Enumerable.Repeat("new InMemoryStore();\n", 500));
        var (diff, text) = await ScanAsync(await _states.Of(), await _states.Of(("workspace/a.cs", many), ("workspace/b.cs", hostile + "\n" + new string('/', 1_000_000))));
        Assert.Equal(501, diff.RedFlagCount);
        Assert.InRange(text!.Length, 3800, 4000);
        Assert.Matches(@"\[… \d+ more red flags left out\]\n$", text);
    }

    private async Task<(WorkspaceDiff Diff, string? RedFlags)> ScanAsync(WorkspaceState before, WorkspaceState after)
    {
        var diff = await new DiffWorkspaceActivity(_states.Workspaces, _states.Artifacts).RunAsync(
            new ActivityContext("run-1", "DiffWorkspace", "key"),
            new DiffWorkspaceInput("run-1", "reports/diff_round_1.patch", before, after, ["workspace"], 12000, 4000), CancellationToken.None);
        return (diff, diff.RedFlags is { } flags ? await _states.Artifacts.TextAsync(flags) : null);
    }
}
