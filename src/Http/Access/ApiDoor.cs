using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>
/// Says who asks. A host for which no key was ever made lets everybody in: it listens on its own machine only. From the first key on, and
/// for as long as the host runs, every route but the public ones asks for one; keys that were taken back count as made.
/// </summary>
/// <param name="keys">The keys; null where there can be none.</param>
/// <param name="time">Says which keys have expired.</param>
public sealed class ApiDoor(IApiKeys? keys, TimeProvider time)
{
    private volatile bool _wasKeyed;

    /// <summary>Asks for a key even when none was made: whoever listens beyond this machine must.</summary>
    public bool AlwaysAsks { get; init; }

    /// <summary>Lets the host's own user in; null for none. It lies in the data folder for as long as the host runs.</summary>
    public string? OperatorToken { get; init; }

    /// <summary>How much a key may ask; null for as much as it likes.</summary>
    public RequestLimits? Limits { get; init; }

    /// <summary>Whether routes ask for a key.</summary>
    /// <exception cref="ApiKeysException">The keys cannot be read.</exception>
    public async Task<bool> AsksForKeyAsync(CancellationToken cancellationToken) =>
        AlwaysAsks || _wasKeyed || (await KeysAsync(cancellationToken)).Count > 0;

    /// <summary>Who makes a request.</summary>
    /// <param name="request">The request, as it came off the network.</param>
    /// <param name="access">What its route asks for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ApiKeysException">The keys cannot be read.</exception>
    public async Task<Admission> AdmitAsync(ApiRequest request, ApiAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = await KeysAsync(cancellationToken);
        if (known.Count == 0 && !AlwaysAsks && !_wasKeyed)
        {
            return new Admission(Caller.Local);
        }

        var shown = ShownKey.Of(request);
        if (shown is { Text: null, Problem: null })
        {
            return Unknown(access, "No key was shown. Send 'Authorization: Bearer <key>'; 'workflows keys create' on the host makes one.");
        }

        var (caller, problem) = shown.Text is null ? (null, shown.Problem) : Find(shown, known);
        if (caller is null)
        {
            // A browser sends an old cookie with every file of a page; only what a key would have opened counts.
            return access != ApiAccess.Public && Limits?.OfBadKey(request.RemoteAddress) is { } tooMany
                ? new Admission(Caller.Nobody, tooMany)
                : Unknown(access, problem!);
        }

        if (shown.IsCookie && !(SameOrigin.IsSafe(request.Method) ? !SameOrigin.IsForeign(request) : SameOrigin.IsProven(request)))
        {
            return access == ApiAccess.Public ? new Admission(Caller.Nobody) : new Admission(Caller.Nobody, Forged());
        }

        return access != ApiAccess.Public && caller.KeyId is { } id && Limits?.OfKey(id) is { } tooOften
            ? new Admission(Caller.Nobody, tooOften)
            : new Admission(caller);
    }

    /// <summary>The caller of a key that somebody signs in with, or the refusal.</summary>
    internal async Task<(Caller? Caller, ApiResponse? Refusal)> SignInAsync(ApiRequest request, string text, CancellationToken cancellationToken)
    {
        var (caller, problem) = Find(new ShownKey(text, true, null), await KeysAsync(cancellationToken));
        return caller is null ? (null, Limits?.OfBadKey(request.RemoteAddress) ?? Unauthorized(problem!)) : (caller, null);
    }

    private (Caller? Caller, string? Problem) Find(ShownKey shown, IReadOnlyList<ApiKey> known)
    {
        if (OperatorToken is { } token && !shown.IsCookie && AreEqual(shown.Text!, token))
        {
            return (Caller.Local, null);
        }

        if (ApiKeyText.IdOf(shown.Text!) is not { } id || known.FirstOrDefault(key => key.Id == id) is not { } found || !ApiKeyText.IsKey(shown.Text!, found))
        {
            return (null, "The key is not known here. It looks like wf_<id>_<secret>; 'workflows keys list' on the host tells the ids of those that are good.");
        }

        // Whoever has the secret may know what became of it.
        if (!found.IsLive(time.GetUtcNow()))
        {
            return (null, $"The key '{found.Id}' {(found.RevokedAt is null ? "has expired" : "was revoked")}. 'workflows keys create' on the host makes another.");
        }

        return (new Caller(found.Person, new RunOwner(found.User, found.Project), [.. found.Scopes.Select(Access)]) { KeyId = found.Id }, null);
    }

    private async Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ApiKey> known = keys is null ? [] : await keys.ListAsync(cancellationToken);
        // Whoever deletes the keys of a running host does not open it.
        if (known.Count > 0)
        {
            _wasKeyed = true;
        }

        return known;
    }

    private static ApiAccess Access(KeyScope scope) => scope switch
    {
        KeyScope.Read => ApiAccess.Read,
        KeyScope.Run => ApiAccess.Run,
        KeyScope.Decide => ApiAccess.Decide,
        KeyScope.Admin => ApiAccess.Admin,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "There is no such scope."),
    };

    private static Admission Unknown(ApiAccess access, string problem) => access == ApiAccess.Public
        ? new Admission(Caller.Nobody)
        : new Admission(Caller.Nobody, Unauthorized(problem));

    private static ApiResponse Unauthorized(string problem) =>
        ApiResponse.Problem(401, "Unauthorized", problem).With("WWW-Authenticate", "Bearer realm=\"workflows\"");

    private static ApiResponse Forged() => ApiResponse.Problem(403, "Forbidden",
        "A cookie lets nobody but the pages of this host change anything, and this request does not come from one. Send the key as 'Authorization: Bearer <key>'.");

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
