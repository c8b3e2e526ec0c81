using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

/// <summary>What a person is told when an account does not let the identity do what it must, or cannot be reached with it.</summary>
public sealed class BlobFailureTests : IDisposable
{
    private const string ClientId = "11111111-2222-3333-4444-555555555555";

    private readonly LoopbackCertificate _certificate = new();

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData(true, null, "the system-assigned managed identity of this host")]
    [InlineData(true, ClientId, "the user-assigned managed identity with the client id " + ClientId)]
    [InlineData(false, null, "the identity that DefaultAzureCredential finds here")]
    public async Task A_403_names_the_identity_and_the_role_that_is_missing(bool managed, string? clientId, string who)
    {
        await using var account = await StartAsync(403, "AuthorizationPermissionMismatch");
        var store = Store(account.Urls.First(), managed, clientId, new TestToken());

        foreach (var work in EveryCall(store))
        {
            var error = await Assert.ThrowsAsync<ArtifactStoreException>(work);

            Assert.Contains("403 AuthorizationPermissionMismatch", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{who} needs Storage Blob Data Contributor (or Storage Blob Data Owner)", error.Message, StringComparison.Ordinal);
            Assert.Contains(account.Urls.First(), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_host_without_the_identity_is_told_so_with_the_settings()
    {
        var noToken = new NoToken("ManagedIdentityCredential authentication unavailable. No identity has been assigned.\nSee the troubleshooting guide for more.");
        var store = Store("https://127.0.0.1:9", managed: true, null, noToken);

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(() => store.WriteAsync("run-1", "a.txt", "x"u8.ToArray(), "text/plain", CancellationToken.None));

        Assert.Contains("No identity has been assigned", error.Message, StringComparison.Ordinal);
        Assert.Contains("the system-assigned managed identity of this host is assigned to this host", error.Message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage:clientId", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("troubleshooting", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_nobody_reaches_is_told_with_the_settings_that_name_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var store = Store($"https://127.0.0.1:{port}", managed: true, null, new TestToken());

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(() => store.ReadAsync("run-1", "a.txt", CancellationToken.None));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage:accountName or AzureWebJobsStorage:blobServiceUri", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Func<Task>> EveryCall(BlobArtifactStore store) =>
    [
        () => store.WriteAsync("run-1", "a.txt", "x"u8.ToArray(), "text/plain", CancellationToken.None),
        () => store.ReadAsync("run-1", "a.txt", CancellationToken.None),
        () => store.FindAsync("run-1", "a.txt", CancellationToken.None),
        () => store.ListAsync("run-1", CancellationToken.None),
        () => store.DeleteRunAsync("run-1", CancellationToken.None),
    ];

    private BlobArtifactStore Store(string url, bool managed, string? clientId, TokenCredential credential) =>
        ArtifactServices.BlobStore(new StorageIdentity(new Uri(url), managed, clientId), credential, "workflows", _certificate.Transport());

    /// <summary>An account that answers everything the same way.</summary>
    private async Task<WebApplication> StartAsync(int status, string code)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(_certificate.Certificate)));
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-ms-error-code"] = code;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.ContentType = "application/xml";
                await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>Not permitted.</Message></Error>");
            }
        });
        await app.StartAsync();
        return app;
    }

    private sealed class NoToken(string message) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException(message);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException(message);
    }
}
