using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Approvals;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Notifications;
using Workflows.Activities.Tests.Models;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Notifications;

/// <summary>The activity as hosts have it: real parts from the container, and receivers on real sockets.</summary>
public sealed class NotifyGateTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "a-secret-of-receivers";
    private const string Hostile = "Tests\r\nX-Evil: 1\u0000\u202e <!channel> `reboot` $(reboot) \"}";

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-notices-").FullName;
    private readonly RecordingLogger _log = new();
    private NoticeReceiver _one = null!;
    private NoticeReceiver _two = null!;

    public async Task InitializeAsync() => (_one, _two) = (await NoticeReceiver.StartAsync(), await NoticeReceiver.StartAsync());

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_notice_tells_what_to_decide_on_and_a_link_for_each_approver_that_decides_exactly_that()
    {
        var notice = Notices.Opened(gate => gate with { Rules = gate.Rules with { Users = ["alice", "bob"], Requester = "bob" } });

        await NotifyAsync(notice);

        var body = Body(Assert.Single(_one.Received));
        Assert.Equal(("opened", "run-1", "run-1:approve-tests:1", "Tests for Ping", notice.Gate.ContentHash), (Text(body, "kind"), Text(body, "run"), Text(body, "gate"), Text(body, "title"), Text(body, "contentHash")));
        var item = Assert.Single(body.GetProperty("items").EnumerateArray());
        Assert.Equal(("PingTests.cs", new string('a', 64)), (Text(item, "label"), Text(item, "sha256")));
        Assert.Contains($"workflows approve run-1:approve-tests:1 --hash {notice.Gate.ContentHash}", body.GetProperty("commands").EnumerateArray().Select(line => line.GetString()));

        // Who asked may not decide, so no link is made for that one.
        var approver = Assert.Single(body.GetProperty("approvers").EnumerateArray());
        Assert.Equal("alice", Text(approver, "name"));
        var link = new Uri(Text(approver, "link"));
        Assert.StartsWith("https://workflows.example.org/g/", link.AbsoluteUri, StringComparison.Ordinal);
        await using var services = Services([]);
        var read = services.GetRequiredService<IGateLinks>().Read(link.Segments[^1]).Link!;
        Assert.Equal(("run-1:approve-tests:1", notice.Gate.ContentHash, "alice"), (read.GateId, read.ContentHash, read.Approver));
    }

    [Fact]
    public async Task The_body_is_signed_with_its_time_and_carries_the_same_id_in_every_attempt()
    {
        _one.Answers.Enqueue(503);
        await Assert.ThrowsAsync<NotificationException>(() => NotifyAsync(Notices.Opened()));
        await NotifyAsync(Notices.Opened());

        Assert.Equal(["run-1:approve-tests:1/1769846420000/1", "run-1:approve-tests:1/1769846420000/1"], _one.Received.Select(request => request["X-Workflows-Delivery"]));
        Assert.All(_one.Received, request =>
        {
            var signed = Encoding.UTF8.GetBytes($"{request["X-Workflows-Timestamp"]}.{request[""]}");
            Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)), request["X-Workflows-Signature"]);
            Assert.InRange(long.Parse(request["X-Workflows-Timestamp"], CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60);
        });
    }

    [Fact]
    public async Task A_receiver_that_has_it_is_not_told_again_because_another_one_was_down_nor_after_a_restart()
    {
        _two.Answers.Enqueue(500);
        var failure = await Assert.ThrowsAsync<NotificationException>(() => NotifyAsync(Notices.Opened()));
        Assert.Contains("answered 500", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/hook", failure.Message, StringComparison.Ordinal);

        await NotifyAsync(Notices.Opened());
        await NotifyAsync(Notices.Opened());

        Assert.Equal((1, 2), (_one.Received.Count, _two.Received.Count));
        await using var services = Services([]);
        var recorded = await services.GetRequiredService<IAuditLog>().ReadAsync("run-1", CancellationToken.None).ToListAsync();
        Assert.Equal(["notification", "notification"], recorded.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Another_notice_of_the_same_gate_is_another_delivery()
    {
        await NotifyAsync(Notices.Opened());
        await NotifyAsync(Notices.Opened() with { Number = 2, Kind = GateNoticeKind.Reminder });

        Assert.Equal(["opened", "reminder"], _one.Received.Select(request => Text(Body(request), "kind")));
    }

    [Fact]
    public async Task Hostile_texts_and_ids_stay_data()
    {
        const string id = "run\u00e4 '$(reboot)';:approve-tests:1";
        var notice = Notices.Opened(gate => gate with { Subject = gate.Subject with { Title = Hostile, Summary = Hostile } }) with { GateId = id };

        await NotifyAsync(notice);

        var request = Assert.Single(_one.Received);
        Assert.Equal(Hostile, Text(Body(request), "title"));
        Assert.False(request.ContainsKey("X-Evil"));
        Assert.DoesNotContain('\n', request["X-Workflows-Delivery"]);
        Assert.All(request["X-Workflows-Delivery"], c => Assert.InRange(c, '!', '~'));
        Assert.Contains("workflows approve 'run\u00e4 '\\''$(reboot)'\\'';:approve-tests:1' --hash", Body(request).GetProperty("commands")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_secrets_stand_in_no_log_no_artifact_and_no_record()
    {
        await NotifyAsync(Notices.Opened());

        var link = Text(Body(_one.Received.First()).GetProperty("approvers")[0], "link");
        var token = link[(link.LastIndexOf('/') + 1)..];
        var files = Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".key", StringComparison.Ordinal)).Select(File.ReadAllText);
        Assert.All(files.Concat(_log.Lines.Select(line => line.Message)), text =>
        {
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("/hook", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _one.RedirectTo = _two.Url;

        var failure = await Assert.ThrowsAsync<NotificationException>(() => NotifyAsync(Notices.Opened(), [_one.Url]));

        Assert.Contains("redirects are not followed", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_two.Received);
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_is_configured_and_a_role_alone_gets_no_link()
    {
        await NotifyAsync(Notices.Opened(), []);
        Assert.Empty(_one.Received);

        await NotifyAsync(Notices.Opened(gate => gate with { Rules = gate.Rules with { Roles = ["leads"] } }));
        Assert.Equal(0, Body(_one.Received.First()).GetProperty("approvers").GetArrayLength());
    }

    private Task NotifyAsync(GateNotice notice) => NotifyAsync(notice, [_one.Url, _two.Url]);

    // A container for each call: what is remembered lies on the disk, as it does over a restart.
    private async Task NotifyAsync(GateNotice notice, IReadOnlyList<string> receivers)
    {
        await using var services = Services(receivers);
        var activity = services.GetRequiredKeyedService<IActivity<GateNotice, Unit>>(GateActivities.NotifyGate.Name);
        await activity.RunAsync(new ActivityContext(notice.GateId, "NotifyGate", "key"), notice, CancellationToken.None);
    }

    private ServiceProvider Services(IReadOnlyList<string> receivers)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Artifacts:Folder"] = Path.Combine(_root, "artifacts"),
            ["Audit:Folder"] = Path.Combine(_root, "audit"),
            ["Approvals:KeyFolder"] = Path.Combine(_root, "keys"),
            ["Workflows:PublicBaseUrl"] = "https://workflows.example.org",
            ["Notifications:Webhooks"] = string.Join(", ", receivers),
            ["Notifications:Secret"] = Secret,
        }).Build();
        return new ServiceCollection().AddLogging(logging => logging.AddProvider(_log)).AddArtifacts(configuration).AddAudit(configuration)
            .AddApprovals(configuration).AddNotifications(configuration).BuildServiceProvider();
    }

    private static JsonElement Body(IReadOnlyDictionary<string, string> request)
    {
        using var body = JsonDocument.Parse(request[""]);
        return body.RootElement.Clone();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
