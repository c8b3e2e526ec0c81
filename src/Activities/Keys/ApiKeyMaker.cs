using System.Buffers.Text;
using System.Security.Cryptography;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Keys;

/// <summary>Makes keys.</summary>
public static class ApiKeyMaker
{
    private const int SecretBytes = 32;

    /// <summary>A new key, and what is to be kept of it. The text is told once and kept nowhere.</summary>
    /// <param name="owner">Whose runs it sees and starts.</param>
    /// <param name="person">Who is on record for what is done with it.</param>
    /// <param name="scopes">What it may do; at least one.</param>
    /// <param name="now">When it is made.</param>
    public static (string Text, ApiKey Record) Make(RunOwner owner, string person, IReadOnlyList<KeyScope> scopes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ApiKeyText.IdLength / 2));
        var text = ApiKeyText.Of(id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        return (text, new ApiKey(id, ApiKeyText.Hash(text), owner.User, owner.Project, person, scopes, now));
    }

    /// <summary>A token for the host's own user, as hard to guess as a key and good for one start of the host.</summary>
    public static string OperatorToken() => "wfo_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
