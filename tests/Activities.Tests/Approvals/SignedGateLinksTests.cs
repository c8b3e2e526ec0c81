using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Approvals;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Tests.Approvals;

public sealed class SignedGateLinksTests : IDisposable
{
    private static readonly GateLink Link = new(
        "run-1:approve-tests:1", new string('a', 64), [GateDecisionKind.Approve, GateDecisionKind.SendBack], "ada@example.org", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "workflows-keys-" + Guid.NewGuid().ToString("N"));
    private readonly SetClock _clock = new();
    private readonly FolderLinkKeys _keys;
    private readonly SignedGateLinks _links;

    public SignedGateLinksTests()
    {
        _keys = new FolderLinkKeys(_folder, _clock);
        _links = new SignedGateLinks(_keys, _clock, NullLogger<SignedGateLinks>.Instance);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_link_reads_back_as_it_was_made()
    {
        var token = _links.Sign(Link);

        var reading = _links.Read(token);

        Assert.Null(reading.Problem);
        Assert.Equivalent(Link, reading.Link, strict: true);
        Assert.Matches("^[A-Za-z0-9_.-]+$", token);
    }

    [Fact]
    public void Every_other_spelling_of_a_link_is_refused()
    {
        var token = _links.Sign(Link);
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. %\n\u00E9";

        for (var i = 0; i < token.Length; i++)
        {
            Assert.All(Letters.Where(letter => letter != token[i]), letter => AssertRefused(token[..i] + letter + token[(i + 1)..]));
            AssertRefused(token.Remove(i, 1));
            AssertRefused(token.Insert(i, "A"));
            AssertRefused(token[..i]);
        }

        Assert.All([token + "=", token + "A", token + ".", " " + token, token + "\n", "", "."], AssertRefused);
    }

    [Fact]
    public void A_signature_fits_one_link_only()
    {
        GateLink[] others =
        [
            Link with { GateId = "run-2:approve-tests:1" }, Link with { ContentHash = new string('b', 64) }, Link with { Approver = "bob" },
            Link with { Decisions = [GateDecisionKind.Approve] }, Link with { Decisions = [] }, Link with { ExpiresAt = Link.ExpiresAt.AddSeconds(1) },
            // The same letters, cut elsewhere.
            Link with { GateId = Link.GateId + "a", Approver = Link.Approver[1..] },
        ];
        var mine = _links.Sign(Link).Split('.');

        Assert.All(others, other =>
        {
            var its = _links.Sign(other).Split('.');
            Assert.Null(_links.Read($"{its[0]}.{its[1]}").Problem);
            AssertRefused($"{its[0]}.{mine[1]}");
            AssertRefused($"{mine[0]}.{its[1]}");
        });
    }

    [Fact]
    public void A_link_ends_at_its_time_and_says_so_only_when_it_is_genuine()
    {
        var token = _links.Sign(Link);
        _clock.Now = Link.ExpiresAt.AddTicks(-1);
        Assert.Null(_links.Read(token).Problem);

        _clock.Now = Link.ExpiresAt;

        var reading = _links.Read(token);
        Assert.True(reading.HasExpired);
        Assert.Null(reading.Link);
        Assert.Contains("2030-01-02", reading.Problem, StringComparison.Ordinal);
        Assert.False(_links.Read(token[..^1] + (token[^1] == 'A' ? 'E' : 'A')).HasExpired);
    }

    [Fact]
    public void After_a_rotation_old_links_are_good_until_their_key_is_removed()
    {
        var old = _links.Sign(Link);
        var oldKey = _keys.Newest().Id;

        // The clock stands still, and was even set back: the new key signs all the same.
        _clock.Now = _clock.Now.AddYears(-1);
        var newKey = _keys.Rotate();
        var renewed = _links.Sign(Link);

        Assert.NotEqual(old, renewed);
        Assert.Equal(newKey, _keys.Newest().Id);
        Assert.Null(_links.Read(old).Problem);
        Assert.Null(_links.Read(renewed).Problem);
        Assert.True(_keys.Remove(oldKey));
        Assert.Contains("withdrawn", _links.Read(old).Problem, StringComparison.Ordinal);
        Assert.Null(_links.Read(renewed).Problem);
        Assert.False(_keys.Remove(oldKey));
    }

    [Fact]
    public void A_link_signed_by_another_hosts_key_is_refused_even_under_the_id_of_ours()
    {
        var ours = _keys.Newest();
        var theirs = new SettingLinkKeys([new LinkKey(ours.Id, new byte[32])]);
        AssertRefused(new SignedGateLinks(theirs, _clock, NullLogger<SignedGateLinks>.Instance).Sign(Link));
    }

    [Fact]
    public void The_id_of_a_key_leads_to_no_other_file()
    {
        _keys.Newest();
        var outside = _folder + ".key";
        File.WriteAllBytes(outside, new byte[32]);
        try
        {
            Assert.All(["../" + Path.GetFileName(_folder), "..", "", "/etc/passwd", new string('a', 33), "A"], id => Assert.Null(_keys.Find(id)));
            var text = Encoding.UTF8.GetBytes("\u0001\u0000\u0010../" + new string('k', 13));
            AssertRefused(Base64Url.EncodeToString(text) + "." + new string('A', 43));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void What_cannot_be_a_link_is_not_signed()
    {
        GateLink[] wrong =
        [
            Link with { GateId = "" }, Link with { Approver = "" }, Link with { Approver = new string('x', 401) }, Link with { ContentHash = "short" },
            Link with { ContentHash = new string('A', 64) }, Link with { Approver = "\ud800" },
        ];
        Assert.All(wrong, link => Assert.ThrowsAny<ArgumentException>(() => _links.Sign(link)));
    }

    [Fact]
    public void Keys_that_cannot_be_read_refuse_links_and_say_so_to_whoever_signs()
    {
        var token = _links.Sign(Link);
        File.WriteAllBytes(Path.Combine(_folder, _keys.Newest().Id + ".key"), [1, 2, 3]);

        Assert.Contains("cannot check", _links.Read(token).Problem, StringComparison.Ordinal);
        Assert.Contains("3 bytes", Assert.Throws<LinkKeyException>(() => _links.Sign(Link)).Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string token)
    {
        var reading = _links.Read(token);
        Assert.Null(reading.Link);
        Assert.False(string.IsNullOrEmpty(reading.Problem));
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
