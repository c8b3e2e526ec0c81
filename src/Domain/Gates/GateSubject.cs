using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Workflows.Domain.Gates;

/// <summary>What is to be decided on. Everything in it is shown, and every decision is bound to the hash of all of it.</summary>
/// <param name="Title">One line.</param>
/// <param name="Summary">What happened, in a few lines of plain text.</param>
/// <param name="Items">The artifacts to look at.</param>
public sealed record GateSubject(string Title, string Summary, IReadOnlyList<GateItem> Items)
{
    /// <summary>SHA-256 over title, summary and the names and hashes of the items, as 64 lower-case hexadecimal digits.</summary>
    [JsonIgnore]
    public string ContentHash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(hash, Title);
            Add(hash, Summary);
            foreach (var item in Items)
            {
                Add(hash, item.Label);
                Add(hash, item.Artifact.RunId);
                Add(hash, item.Artifact.Name);
                Add(hash, item.Artifact.Sha256);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    // With its length, so that no two lists of texts run together into the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
