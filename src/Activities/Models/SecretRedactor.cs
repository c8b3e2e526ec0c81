using System.Buffers.Text;
using System.Text;

namespace Workflows.Activities.Models;

/// <summary>Takes the key out of whatever comes back: an endpoint may echo the header that it was sent.</summary>
internal sealed class SecretRedactor
{
    private const string Mask = "[redacted]";

    // A shorter one is no secret, and would tear words apart.
    private const int ShortestSecret = 6;

    private readonly string[] _forms;

    public SecretRedactor(string secret) => _forms = secret.Length < ShortestSecret
        ? []
        : [.. new[]
        {
            secret,
            Uri.EscapeDataString(secret),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(secret)),
        }.Distinct()];

    public string Redact(string text)
    {
        foreach (var form in _forms)
        {
            text = text.Replace(form, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
