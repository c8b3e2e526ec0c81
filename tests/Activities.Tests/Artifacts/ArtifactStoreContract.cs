using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

/// <summary>What every artifact store promises; each store runs all of it.</summary>
public abstract class ArtifactStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IArtifactStore Store { get; }

    protected string RunId { get; } = "run-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task What_was_written_is_read_found_and_listed()
    {
        var body = Bytes("# Prompt\nпривет");

        var written = await Store.WriteAsync(RunId, "prompts/round-1.md", body, "text/markdown", None);

        Assert.Equal(new ArtifactRef(RunId, "prompts/round-1.md", body.Length, Hash(body), "text/markdown"), written);
        Assert.Equal(body, await Store.ReadAsync(RunId, "prompts/round-1.md", None));
        Assert.Equal(written, await Store.FindAsync(RunId, "prompts/round-1.md", None));
        Assert.Equal([written], await Store.ListAsync(RunId, None));
    }

    [Fact]
    public async Task Nothing_is_null_and_no_error()
    {
        Assert.Null(await Store.ReadAsync(RunId, "a/b.md", None));
        Assert.Null(await Store.FindAsync(RunId, "a/b.md", None));
        Assert.Empty(await Store.ListAsync(RunId, None));
        await Store.DeleteRunAsync(RunId, None);
    }

    [Fact]
    public async Task The_same_content_again_changes_nothing()
    {
        var first = await Store.WriteAsync(RunId, "code.cs", Bytes("class A;"), "text/x-csharp", None);
        var second = await Store.WriteAsync(RunId, "code.cs", Bytes("class A;"), "text/x-csharp", None);

        Assert.Equal(first, second);
        Assert.Equal([first], await Store.ListAsync(RunId, None));
    }

    [Fact]
    public async Task Other_content_replaces_the_whole_body()
    {
        await Store.WriteAsync(RunId, "code.cs", Bytes("a long first body"), "text/x-csharp", None);
        var replaced = await Store.WriteAsync(RunId, "code.cs", Bytes("short"), "text/x-csharp", None);

        Assert.Equal(Bytes("short"), await Store.ReadAsync(RunId, "code.cs", None));
        Assert.Equal(replaced, await Store.FindAsync(RunId, "code.cs", None));
    }

    [Theory]
    [InlineData("report.json", "application/json")]
    [InlineData("report.json", "application/vnd.allure+json")]
    [InlineData("noending", "text/plain; charset=utf-8")]
    public async Task The_content_type_is_kept(string name, string type)
    {
        await Store.WriteAsync(RunId, name, Bytes("{}"), "application/other", None);
        await Store.WriteAsync(RunId, name, Bytes("{}"), type, None);

        Assert.Equal(type, (await Store.FindAsync(RunId, name, None))!.ContentType);
        Assert.Equal(type, Assert.Single(await Store.ListAsync(RunId, None)).ContentType);
    }

    [Fact]
    public async Task An_empty_body_is_a_body()
    {
        var written = await Store.WriteAsync(RunId, "empty.txt", ReadOnlyMemory<byte>.Empty, "text/plain", None);

        Assert.Empty((await Store.ReadAsync(RunId, "empty.txt", None))!);
        Assert.Equal(0, written.Length);
        Assert.Equal(written, await Store.FindAsync(RunId, "empty.txt", None));
    }

    [Fact]
    public async Task A_body_of_16_MB_comes_back_whole()
    {
        var body = new byte[16 * 1024 * 1024];
        Random.Shared.NextBytes(body);

        var written = await Store.WriteAsync(RunId, "large.bin", body, "application/octet-stream", None);

        Assert.Equal(Hash(body), written.Sha256);
        Assert.Equal(Hash(body), Hash((await Store.ReadAsync(RunId, "large.bin", None))!));
    }

    [Fact]
    public async Task Lists_are_sorted_by_name_and_hold_one_run_only()
    {
        foreach (var name in new[] { "b/2.md", "a.md", "b/1.md", "b/10.md" })
        {
            await Store.WriteAsync(RunId, name, Bytes(name), "text/markdown", None);
        }

        await Store.WriteAsync(RunId + "-other", "a.md", Bytes("other"), "text/markdown", None);

        Assert.Equal(["a.md", "b/1.md", "b/10.md", "b/2.md"], (await Store.ListAsync(RunId, None)).Select(artifact => artifact.Name));
    }

    [Fact]
    public async Task Deleting_a_run_leaves_other_runs_alone()
    {
        await Store.WriteAsync(RunId, "a/b.md", Bytes("x"), "text/markdown", None);
        await Store.WriteAsync(RunId + "-other", "a/b.md", Bytes("y"), "text/markdown", None);

        await Store.DeleteRunAsync(RunId, None);

        Assert.Empty(await Store.ListAsync(RunId, None));
        Assert.Null(await Store.ReadAsync(RunId, "a/b.md", None));
        Assert.Equal(Bytes("y"), await Store.ReadAsync(RunId + "-other", "a/b.md", None));
    }

    [Fact]
    public async Task A_reader_never_sees_a_mixture_while_many_write_one_name()
    {
        const int Size = 512 * 1024;
        const int Reads = 150;
        var bodies = Enumerable.Range(0, 4).Select(letter => Enumerable.Repeat((byte)('a' + letter), Size).ToArray()).ToArray();
        await Store.WriteAsync(RunId, "shared.bin", bodies[0], "application/octet-stream", None);

        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var round = writer; !enough.IsCancellationRequested; round++)
            {
                await Store.WriteAsync(RunId, "shared.bin", bodies[round % bodies.Length], "application/octet-stream", None);
            }
        })).ToArray();
        try
        {
            for (var read = 0; read < Reads; read++)
            {
                var seen = (await Store.ReadAsync(RunId, "shared.bin", None))!;
                Assert.Equal(Size, seen.Length);
                Assert.True(seen.AsSpan().IndexOfAnyExcept(seen[0]) < 0, "a reader saw bytes of two bodies");
            }
        }
        finally
        {
            await enough.CancelAsync();
            await Task.WhenAll(writers);
        }

        var last = (await Store.FindAsync(RunId, "shared.bin", None))!;
        Assert.Contains(last.Sha256, bodies.Select(Hash));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_what_stood_there()
    {
        await Store.WriteAsync(RunId, "a.md", Bytes("first"), "text/markdown", None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(RunId, "a.md", Bytes("second"), "text/markdown", cancelled.Token));

        Assert.Equal(Bytes("first"), await Store.ReadAsync(RunId, "a.md", None));
        Assert.Single(await Store.ListAsync(RunId, None));
    }

    [Theory]
    [InlineData("../other/a.md")]
    [InlineData("a/../../b.md")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b.md")]
    [InlineData("a\\..\\b.md")]
    [InlineData(".types/a.md")]
    [InlineData("a.md\0")]
    [InlineData("")]
    public async Task A_name_that_could_leave_the_run_is_refused_everywhere(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(RunId, name, Bytes("x"), "text/plain", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(RunId, name, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(RunId, name, None));
    }

    [Fact]
    public async Task The_longest_part_of_a_name_is_the_same_everywhere()
    {
        var longest = new string('n', ArtifactName.MaxSegmentLength);

        var written = await Store.WriteAsync(RunId, $"a/{longest}", Bytes("x"), "text/x-of-its-own", None);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(RunId, $"a/{longest}n", Bytes("x"), "text/plain", None));

        Assert.Equal([written], await Store.ListAsync(RunId, None));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_run_id_that_could_leave_the_store_is_refused_everywhere(string runId)
    {
        Assert.Throws<ArgumentException>(() => Store.Locate(runId));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(runId, "a.md", Bytes("x"), "text/plain", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ListAsync(runId, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteRunAsync(runId, None));
    }

    /// <summary>Whatever the name: it is refused, or it is kept apart from every other name and listed as it was given.</summary>
    [Fact]
    public void Any_name_is_refused_or_kept_as_it_is()
    {
        var nasty = Gen.Elements("..", ".", "/", "\\", "a", "b", "%2e%2e", "%2F", ":", " ", "\0", "~", "@", "+", "(", "é", "-", "_", ".md", "con", "*", "?", "\n");
        var names = Gen.Choose(1, 8).SelectMany(count => Gen.ListOf(nasty, count)).Select(parts => string.Concat(parts));
        var number = 0;

        Prop.ForAll(Arb.From(names), name =>
        {
            var runId = $"{RunId}-{Interlocked.Increment(ref number)}";
            return KeepsOrRefusesAsync(runId, name).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private async Task<bool> KeepsOrRefusesAsync(string runId, string name)
    {
        if (ArtifactName.Problem(name) is not null)
        {
            return await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(runId, name, Bytes(name), "text/plain", None)) is not null
                && (await Store.ListAsync(runId, None)).Count == 0;
        }

        var written = await Store.WriteAsync(runId, name, Bytes(name), "text/plain", None);
        var listed = await Store.ListAsync(runId, None);
        return listed.Count == 1 && listed[0] == written && (await Store.ReadAsync(runId, name, None))!.SequenceEqual(Bytes(name));
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
