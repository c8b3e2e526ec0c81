using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Pages;

/// <summary>Reads what a page shows. Only bytes with the hash that is to be decided on are shown: anything else has changed since.</summary>
internal sealed class ShownItems(IArtifactStore artifacts)
{
    private const int MostItems = 50;
    private const int MostLines = 200;
    private const int MostCharacters = 60_000;

    /// <summary>The items; null when one of them has changed or is gone.</summary>
    public async Task<IReadOnlyList<ShownItem>?> ReadAsync(GateSubject subject, CancellationToken cancellationToken)
    {
        var shown = new List<ShownItem>();
        foreach (var item in subject.Items)
        {
            var artifact = item.Artifact;
            if (await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken) is not { } body
                || Convert.ToHexStringLower(SHA256.HashData(body)) != artifact.Sha256)
            {
                return null;
            }

            if (shown.Count < MostItems)
            {
                shown.Add(Show(item, body));
            }
        }

        return shown;
    }

    private static ShownItem Show(GateItem item, byte[] body)
    {
        if (!Utf8.IsValid(body) || body.AsSpan().Contains((byte)0))
        {
            return new ShownItem(item.Label, item.Artifact.Name, "", $"No text: {body.Length} bytes of {item.Artifact.ContentType}.");
        }

        var text = Encoding.UTF8.GetString(body);
        var end = EndOf(text);
        var cut = end < text.Length ? $"This is the beginning. The whole has {text.AsSpan().Count('\n') + 1} lines and {body.Length} bytes; find it in run {item.Artifact.RunId}." : null;
        return new ShownItem(item.Label, item.Artifact.Name, text[..end], cut);
    }

    private static int EndOf(string text)
    {
        var (lines, most) = (0, Math.Min(text.Length, MostCharacters));
        for (var i = 0; i < most; i++)
        {
            if (text[i] == '\n' && ++lines == MostLines)
            {
                return i + 1;
            }
        }

        return most;
    }
}
