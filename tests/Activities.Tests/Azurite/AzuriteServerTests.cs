using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Tests.Azurite;

/// <summary>Owners that come, go, die and meet. The fixture has installed the package by then.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class AzuriteServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-azurite-").FullName;
    private readonly int _port = FreePort();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_stored_survives_the_owners_orderly_end()
    {
        await using (var first = Server())
        {
            await first.EnsureStartedAsync(CancellationToken.None);
            var container = new BlobContainerClient(first.ConnectionString, "kept");
            await container.CreateAsync();
            await container.UploadBlobAsync("a.txt", BinaryData.FromString("kept"));
        }

        await using var second = Server();
        await second.EnsureStartedAsync(CancellationToken.None);
        var download = await new BlobClient(second.ConnectionString, "kept", "a.txt").DownloadContentAsync();
        Assert.Equal("kept", download.Value.Content.ToString());
    }

    [Fact]
    public async Task Its_end_is_waited_for()
    {
        var server = Server();
        await server.EnsureStartedAsync(CancellationToken.None);
        var id = server.OwnedProcessId!.Value;

        await server.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.False(File.Exists(Path.Combine(_folder, "azurite.pid")));
    }

    [Fact]
    public async Task Of_two_starters_at_once_one_owns_and_both_are_served()
    {
        await using var one = Server();
        await using var two = Server();

        await Task.WhenAll(one.EnsureStartedAsync(CancellationToken.None), two.EnsureStartedAsync(CancellationToken.None));

        Assert.Single(new[] { one, two }, server => server.OwnedProcessId is not null);
        await new BlobContainerClient(one.ConnectionString, "from-one").CreateAsync();
        Assert.True(await new BlobContainerClient(two.ConnectionString, "from-one").ExistsAsync());
    }

    [Fact]
    public async Task One_that_a_killed_owner_left_running_is_taken_over_and_stopped_in_the_end()
    {
        // Launched without the owner's lock: just what remains of an owner that was killed.
        var script = await new AzuriteInstaller(Options(), Path.Combine(AppContext.BaseDirectory, "azurite"), SearchPath, NullLogger.Instance).InstallAsync(CancellationToken.None);
        using var orphan = AzuriteProcess.Start(_folder, new AzuritePorts(_port, _port + 1, _port + 2), script, SearchPath);
        await WaitUntilListening();

        var server = Server();
        await server.EnsureStartedAsync(CancellationToken.None);
        Assert.Equal(orphan.Id, server.OwnedProcessId);
        await server.DisposeAsync();

        Assert.True(orphan.HasExited);
    }

    [Fact]
    public async Task One_that_belongs_to_somebody_else_is_used_and_left_alone()
    {
        await using var theirs = Server();
        await theirs.EnsureStartedAsync(CancellationToken.None);
        var otherFolder = Directory.CreateTempSubdirectory("workflows-azurite-").FullName;
        try
        {
            await using (var ours = new AzuriteServer(Options() with { Folder = otherFolder }, NullLogger<AzuriteServer>.Instance))
            {
                await ours.EnsureStartedAsync(CancellationToken.None);
                Assert.Null(ours.OwnedProcessId);
            }

            Assert.False(await new BlobContainerClient(theirs.ConnectionString, "still-there").ExistsAsync());
        }
        finally
        {
            Directory.Delete(otherFolder, recursive: true);
        }
    }

    [Fact]
    public async Task One_that_died_is_started_again()
    {
        await using var server = Server();
        await server.EnsureStartedAsync(CancellationToken.None);
        var first = server.OwnedProcessId!.Value;
        using (var process = Process.GetProcessById(first))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await WaitUntilAsync(async () =>
        {
            await server.EnsureStartedAsync(CancellationToken.None);
            return server.OwnedProcessId != first;
        });
        Assert.False(await new BlobContainerClient(server.ConnectionString, "nothing").ExistsAsync());
    }

    [Fact]
    public async Task A_port_taken_by_something_else_is_a_clear_error()
    {
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder();
        await using var stranger = builder.Build();
        stranger.Urls.Add($"http://127.0.0.1:{_port}");
        await stranger.StartAsync();
        await using var server = Server();

        var error = await Assert.ThrowsAsync<AzuriteException>(() => server.EnsureStartedAsync(CancellationToken.None));

        Assert.Contains($"Port {_port} on 127.0.0.1 is taken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_Node_is_a_clear_error()
    {
        await using var server = new AzuriteServer(
            Options() with { ToolsFolder = Path.Combine(_folder, "tools") }, NullLogger.Instance, searchPath: "", Path.Combine(AppContext.BaseDirectory, "azurite"));

        var error = await Assert.ThrowsAsync<AzuriteException>(() => server.EnsureStartedAsync(CancellationToken.None));

        Assert.Contains("Install Node.js", error.Message, StringComparison.Ordinal);
        Assert.Contains("leave AzureWebJobsStorage empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_failing_installation_says_what_npm_said_and_leaves_nothing_that_looks_complete()
    {
        var tools = Path.Combine(_folder, "tools");
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        var npm = Path.Combine(programs, "npm");
        await File.WriteAllTextAsync(npm, "#!/bin/sh\necho 'registry is away' >&2\nexit 7\n");
        File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = new AzuriteServer(
            Options() with { ToolsFolder = tools }, NullLogger.Instance, programs, Path.Combine(AppContext.BaseDirectory, "azurite"));

        var error = await Assert.ThrowsAsync<AzuriteException>(() => server.EnsureStartedAsync(CancellationToken.None));

        Assert.Contains("exit code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("registry is away", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateDirectories(tools), folder => !folder.EndsWith(".installing", StringComparison.Ordinal));
    }

    [Fact]
    public void The_lock_file_names_no_registry()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "azurite", "package-lock.json"));

        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.Contains("\"integrity\"", text, StringComparison.Ordinal);
    }

    private static string? SearchPath => Environment.GetEnvironmentVariable("PATH");

    private AzuriteOptions Options() => new(_folder, AzuriteOptions.DefaultToolsFolder(), _port);

    private AzuriteServer Server() => new(Options(), NullLogger<AzuriteServer>.Instance);

    private async Task WaitUntilListening() => await WaitUntilAsync(async () =>
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(50, deadline.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
