using System.Text.Json;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Keys;

/// <summary>The keys as bytes, the same in a file and in a blob. What cannot be understood is an error: half of the keys are none.</summary>
internal static class ApiKeyList
{
    private const int Version = 1;
    private const int HashLength = 64;

    /// <summary>Name of the file, and of the blob.</summary>
    public const string FileName = "api-keys.json";

    /// <exception cref="ApiKeysException">The bytes are not what was written here.</exception>
    public static IReadOnlyList<ApiKey> Read(ReadOnlySpan<byte> bytes, string location)
    {
        try
        {
            var file = JsonSerializer.Deserialize(bytes, KeysJson.Default.ApiKeyFile);
            return file is { Version: Version }
                ? [.. file.Keys.Select(entry => Key(entry) ?? throw Unreadable(location, $"the key '{entry?.Id}' is not complete"))]
                : throw Unreadable(location, "it is of another version");
        }
        catch (JsonException broken)
        {
            throw Unreadable(location, $"line {(broken.LineNumber ?? 0) + 1} is not what belongs there", broken);
        }
    }

    public static byte[] Write(IEnumerable<ApiKey> keys) =>
        JsonSerializer.SerializeToUtf8Bytes(new ApiKeyFile(Version, [.. keys.Select(Entry)]), KeysJson.Default.ApiKeyFile);

    /// <summary>The list with one more key.</summary>
    public static IReadOnlyList<ApiKey> With(IReadOnlyList<ApiKey> keys, ApiKey added) =>
        keys.Any(key => key.Id == added.Id) ? throw new ApiKeysException($"There is a key '{added.Id}' already. Nothing was changed; make another.") : [.. keys, added];

    /// <summary>The list with a key taken back, and that key; the same list when there is nothing to do.</summary>
    public static (IReadOnlyList<ApiKey> Keys, ApiKey? Revoked) Without(IReadOnlyList<ApiKey> keys, string id, DateTimeOffset at)
    {
        var found = keys.FirstOrDefault(key => key.Id == id);
        if (found is null or { RevokedAt: not null })
        {
            return (keys, found);
        }

        var revoked = found with { RevokedAt = at };
        return ([.. keys.Select(key => key.Id == id ? revoked : key)], revoked);
    }

    private static ApiKeyEntry Entry(ApiKey key) => new(
        key.Id, key.Hash, key.User, key.Project, key.Person, [.. key.Scopes.Select(Word)], key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.Label);

    private static ApiKey? Key(ApiKeyEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        var scopes = entry.Scopes.Select(Scope).ToList();
        return ApiKeyText.IsId(entry.Id)
            && entry.Sha256.Length == HashLength && entry.Sha256.All(c => char.IsAsciiHexDigitLower(c))
            && RunOwner.NameProblem(entry.User) is null && RunOwner.NameProblem(entry.Project) is null
            && !string.IsNullOrWhiteSpace(entry.Person)
            && scopes.Count > 0 && !scopes.Contains(null)
            ? new ApiKey(entry.Id, entry.Sha256, entry.User, entry.Project, entry.Person, [.. scopes.Select(scope => scope!.Value)], entry.CreatedAt)
            {
                Label = entry.Label,
                ExpiresAt = entry.ExpiresAt,
                RevokedAt = entry.RevokedAt,
            }
            : null;
    }

    private static string Word(KeyScope scope) => scope.ToString().ToLowerInvariant();

    private static KeyScope? Scope(string word) => Enum.GetValues<KeyScope>().Cast<KeyScope?>().FirstOrDefault(scope => Word(scope!.Value) == word);

    private static ApiKeysException Unreadable(string location, string problem, Exception? cause = null) => new(
        $"The API keys in {location} cannot be understood: {problem}. Nobody is let in until that is mended. Put a copy back, or remove it and make new keys.", cause);
}
