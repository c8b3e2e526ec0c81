using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Tests.Artifacts;

/// <summary>Azurite's blobs behind TLS, entered with tokens only as the cloud's are: it refuses them over plain http.</summary>
public sealed class SecureAzurite : IAsyncLifetime, IDisposable
{
    private const string Announced = "successfully listens on ";

    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-azurite-").FullName;
    private Process? _process;

    internal LoopbackCertificate Certificate { get; } = new();

    /// <summary>The account's blob service.</summary>
    public Uri Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        var options = new AzuriteOptions(_folder, AzuriteOptions.DefaultToolsFolder(), 0);
        var script = await new AzuriteInstaller(options, Path.Combine(AppContext.BaseDirectory, "azurite"), path, NullLogger.Instance).InstallAsync(CancellationToken.None);
        var (certificate, key) = (Path.Combine(_folder, "cert.pem"), Path.Combine(_folder, "key.pem"));
        await File.WriteAllTextAsync(certificate, Certificate.CertificatePem);
        await File.WriteAllTextAsync(key, Certificate.KeyPem);
        string[] arguments =
        [
            Path.Combine(Path.GetDirectoryName(script)!, "blob", "main.js"), "--location", _folder, "--disableTelemetry", "--blobHost", "127.0.0.1", "--blobPort", "0",
            "--oauth", "basic", "--cert", certificate, "--key", key,
        ];
        _process = Process.Start(new ProcessStartInfo(NodeTools.Find("node", path), arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Service is null)
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("Azurite ended before it listened.");
            if (line.IndexOf(Announced, StringComparison.Ordinal) is var at and >= 0)
            {
                Service = new Uri($"{line[(at + Announced.Length)..].Trim()}/devstoreaccount1");
            }
        }

        // Nobody reads on; what it prints must not fill the pipe.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Certificate.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
