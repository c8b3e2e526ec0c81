using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Http.Live;

namespace Workflows.Http.Tests.Live;

public sealed class LiveUpdatesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_run_is_told_at_once_and_then_whenever_it_changes_until_it_is_gone()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        using var events = await EventReader.OpenAsync(api.Client, $"/v1/runs/{id}/events");

        var first = (await events.NextAsync())!.Value;
        Assert.Equal(("run", id), (first.Name, first.Data.GetProperty("runId").GetString()));
        Assert.Equal(first.Data.GetProperty("lastUpdatedAt").GetDateTime(), DateTime.Parse(first.Id!, null, System.Globalization.DateTimeStyles.RoundtripKind));

        await api.Engine.SuspendAsync(id);
        await events.UntilAsync("run", run => run.GetProperty("status").GetString() == "suspended");
        await api.Engine.ResumeAsync(id);
        await api.Engine.RaiseEventAsync(id, "go", "\"on\"");
        await events.UntilAsync("run", run => run.GetProperty("status").GetString() == "finished");
        await api.Engine.PurgeAsync(id);
        await events.UntilAsync("gone", gone => gone.GetProperty("runId").GetString() == id);
        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task A_list_tells_of_new_runs_of_changes_and_of_those_that_no_longer_belong_to_it()
    {
        var prefix = "live-" + Guid.NewGuid().ToString("N")[..8];
        await api.StartAsync("WaitForGo", prefix + "-a");
        using var events = await EventReader.OpenAsync(api.Client, $"/v1/events?prefix={prefix}&status=queued,running,suspended");
        await events.UntilAsync("run", run => run.GetProperty("runId").GetString() == prefix + "-a");

        await api.StartAsync("WaitForGo", prefix + "-b");
        await api.StartAsync("Echo", "other-" + prefix);
        await events.UntilAsync("run", run => run.GetProperty("runId").GetString() == prefix + "-b");
        await api.Engine.SuspendAsync(prefix + "-a");
        await events.UntilAsync("run", run => run.GetProperty("runId").GetString() == prefix + "-a" && run.GetProperty("status").GetString() == "suspended");
        await api.Engine.TerminateAsync(prefix + "-b");
        var gone = await events.UntilAsync("gone", _ => true);
        Assert.Equal(prefix + "-b", gone.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task A_run_that_newer_ones_push_off_the_page_is_not_told_as_gone()
    {
        var prefix = "page-" + Guid.NewGuid().ToString("N")[..8];
        await api.StartAsync("WaitForGo", prefix + "-old");
        using var events = await EventReader.OpenAsync(api.Client, $"/v1/events?prefix={prefix}&top=1");
        await events.UntilAsync("run", run => run.GetProperty("runId").GetString() == prefix + "-old");

        await api.StartAsync("WaitForGo", prefix + "-new");
        await events.UntilAsync("run", run => run.GetProperty("runId").GetString() == prefix + "-new");
        await api.Engine.TerminateAsync(prefix + "-new");

        var next = (await events.NextAsync())!.Value;
        while (next.Data.TryGetProperty("status", out var status) && status.GetString() != "terminated")
        {
            next = (await events.NextAsync())!.Value;
        }

        Assert.Equal(("run", prefix + "-new"), (next.Name, next.Data.GetProperty("runId").GetString()));
    }

    [Fact]
    public async Task Changes_that_follow_each_other_closely_are_told_together()
    {
        var id = (await api.StartAsync("Counts")).GetProperty("id").GetString()!;
        using var events = await EventReader.OpenAsync(api.Client, $"/v1/runs/{id}/events");
        var told = 0;
        await events.UntilAsync("run", run =>
        {
            told++;
            return run.GetProperty("status").GetString() == "finished";
        });

        Assert.InRange(told, 1, TestOrchestrators.Steps / 2);
    }

    [Fact]
    public async Task Listening_ends_when_the_host_stops()
    {
        using var stopping = new CancellationTokenSource();
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        var host = new HostDescription("h", "1", "s", stopping.Token);
        var handler = new RunEventsHandler(api.Engine, new LiveAnswer(host, TimeProvider.System, NullLogger.Instance), TimeProvider.System);
        var answer = await handler.HandleAsync(Request(id), CancellationToken.None);
        using var body = new MemoryStream();

        var listening = answer.Stream!(body, CancellationToken.None);
        Assert.False(listening.IsCompleted);
        await stopping.CancelAsync();

        await listening.WaitAsync(TimeSpan.FromSeconds(120));
        Assert.False(host.Listeners.IsFull(null));
    }

    [Fact]
    public async Task A_listener_that_does_not_read_is_cut_off()
    {
        var clock = new HandClock();
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        var handler = new RunEventsHandler(api.Engine, new LiveAnswer(new HostDescription("h", "1", "s", CancellationToken.None), clock, NullLogger.Instance), clock);
        var answer = await handler.HandleAsync(Request(id), CancellationToken.None);
        using var body = new UnreadStream();

        var listening = answer.Stream!(body, CancellationToken.None);
        await body.Full.WaitAsync(TimeSpan.FromSeconds(120));
        clock.Advance(EventStream.WriteTimeout);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening.WaitAsync(TimeSpan.FromSeconds(120)));
    }

    [Fact]
    public async Task Whoever_listens_to_nothing_much_hears_that_the_connection_stands()
    {
        var clock = new HandClock();
        using var body = new MemoryStream();
        var events = new EventStream(body, clock);
        var something = new TaskCompletionSource<int>();

        var waiting = events.BeatWhileAsync(something.Task, CancellationToken.None);
        clock.Advance(EventStream.BeatInterval);
        something.SetResult(7);

        Assert.Equal(7, await waiting);
        Assert.Equal(":\n\n", System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    [Theory]
    [InlineData("/v1/runs/nobody/events", 404, "nobody")]
    [InlineData("/v1/events?status=sleeping", 400, "queued, running")]
    [InlineData("/v1/events?top=0", 400, "1 to 1000")]
    public async Task What_cannot_be_listened_to_is_refused_before_the_stream(string path, int status, string word)
    {
        using var response = await api.Client.GetAsync(path);
        await ApiFixture.ProblemAsync(response, status, word);
    }

    [Fact]
    public async Task A_host_has_room_for_so_many_listeners()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        var host = new HostDescription("h", "1", "s", CancellationToken.None);
        for (var i = 0; i < LiveListeners.Most; i++)
        {
            host.Listeners.Enter(null);
        }

        var handler = new RunEventsHandler(api.Engine, new LiveAnswer(host, TimeProvider.System, NullLogger.Instance), TimeProvider.System);
        Assert.Equal((int)HttpStatusCode.ServiceUnavailable, (await handler.HandleAsync(Request(id), CancellationToken.None)).Status);
        host.Listeners.Leave(null);
        Assert.Equal(200, (await handler.HandleAsync(Request(id), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Whoever_listens_with_a_key_must_show_it_again_after_a_while()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        var clock = new HandClock();
        var handler = new RunEventsHandler(
            api.Engine, new LiveAnswer(new HostDescription("h", "1", "s", CancellationToken.None), clock, NullLogger.Instance, "key"), clock);
        var answer = await handler.HandleAsync(Request(id), CancellationToken.None);
        using var body = new MemoryStream();

        var told = answer.Stream!(body, CancellationToken.None);
        Assert.False(told.IsCompleted);
        clock.Advance(LiveAnswer.LongestOfKey);

        await told.WaitAsync(TimeSpan.FromSeconds(120));
    }

    private static ApiRequest Request(string runId) =>
        new() { Method = "GET", BaseUrl = new Uri("http://localhost/"), Route = new Dictionary<string, string> { ["runId"] = runId } };
}
