using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>A repository behind https, as a forge serves it: git's own server program, a certificate, and a token.</summary>
internal sealed class HttpsRepository : IAsyncDisposable
{
    private readonly string _projects;
    private readonly string _header;
    private readonly WebApplication _app;

    private HttpsRepository(string projects, string token, int port)
    {
        _projects = projects;
        _header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + token));
        var certificate = Certificate(Path.Combine(projects, "authority.pem"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.Single() + "/remote.git";

    public string CertificateFile => Path.Combine(_projects, "authority.pem");

    /// <summary>Called at each request that had the token.</summary>
    public Action OnRequest { get; set; } = () => { };

    /// <summary>The Authorization headers that came.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    /// <summary>Where requests are sent instead, if anywhere.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>How requests with the token are refused, if they are: with a status, or none at all to close the connection; null lets them pass.</summary>
    public Func<HttpRequest, (int? Status, string Text)?> Refusal { get; set; } = _ => null;

    public static async Task<HttpsRepository> StartAsync(string projects, string token, int port = 0)
    {
        var server = new HttpsRepository(projects, token, port);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        Headers.Enqueue(header);
        if (RedirectTo is { } elsewhere)
        {
            context.Response.Redirect(elsewhere + context.Request.Path.Value!["/remote.git".Length..] + context.Request.QueryString);
            return;
        }

        if (header != _header)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            // A server that shows what it was sent.
            await context.Response.WriteAsync("You sent: " + header);
            return;
        }

        OnRequest();
        if (Refusal(context.Request) is { } refusal)
        {
            if (refusal.Status is not { } status)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync(refusal.Text);
            return;
        }

        await RunBackendAsync(context);
    }

    private async Task RunBackendAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["GIT_PROJECT_ROOT"] = _projects;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["REMOTE_USER"] = "tester";
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["PATH_INFO"] = request.Path;
        start.Environment["QUERY_STRING"] = request.QueryString.ToString().TrimStart('?');
        start.Environment["CONTENT_TYPE"] = request.ContentType ?? "";
        start.Environment["CONTENT_LENGTH"] = body.Length.ToString(CultureInfo.InvariantCulture);
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding.ToString();
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"].ToString();
        using var backend = Process.Start(start)!;
        using var answer = new MemoryStream();
        var reading = backend.StandardOutput.BaseStream.CopyToAsync(answer);
        await backend.StandardInput.BaseStream.WriteAsync(body.ToArray());
        backend.StandardInput.Close();
        await reading;
        var bytes = answer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n").Select(line => line.Split(": ", 2)))
        {
            if (line[0] == "Status")
            {
                context.Response.StatusCode = int.Parse(line[1][..3], CultureInfo.InvariantCulture);
            }
            else
            {
                context.Response.Headers[line[0]] = line[1];
            }
        }

        await context.Response.Body.WriteAsync(bytes.AsMemory(end + 4));
    }

    private static X509Certificate2 Certificate(string pemFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(pemFile, certificate.ExportCertificatePem());
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
