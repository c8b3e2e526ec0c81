using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tests.Execution;

/// <summary>An API to run generated tests against, on a port of its own.</summary>
internal sealed class SmallApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallApi(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static Task<SmallApi> StartAsync() => StartAsync(_ => { });

    /// <summary>The same over TLS, with a certificate that it makes itself.</summary>
    public static async Task<SmallApi> StartSecureAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        return await StartAsync(endpoint => endpoint.UseHttps(usable));
    }

    private static async Task<SmallApi> StartAsync(Action<ListenOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => configure(endpoint)));
        var app = builder.Build();
        app.MapGet("/ping", () => "pong");
        app.MapGet("/target", (HttpContext context) => context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
        app.MapGet("/connection", (HttpContext context) => context.Connection.Id);
        app.MapPost("/length", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            return $"{body.Length} {context.Request.Headers.TransferEncoding}";
        });
        await app.StartAsync();
        return new SmallApi(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
