using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace Workflows.Activities.Tests.Artifacts;

/// <summary>A certificate of one test for servers on this machine, and the transport that trusts it and nothing else.</summary>
internal sealed class LoopbackCertificate : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public LoopbackCertificate()
    {
        var request = new CertificateRequest("CN=127.0.0.1", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    public X509Certificate2 Certificate { get; }

    public string CertificatePem => Certificate.ExportCertificatePem();

    public string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    public HttpPipelineTransport Transport() => new HttpClientTransport(new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == Certificate.GetCertHashString() },
    }));

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
