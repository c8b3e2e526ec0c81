namespace Workflows.Http.Contracts;

/// <summary>Who asks, so that a page knows what to show. Nothing in it is secret.</summary>
/// <param name="KeyRequired">Whether this host asks for a key.</param>
/// <param name="SignedIn">Whether a good key was shown.</param>
/// <param name="Person">Who is on record for what is done now; null when nobody is signed in.</param>
/// <param name="User">The user whose runs are seen; null on a host without keys.</param>
/// <param name="Project">The project whose runs are seen; null on a host without keys.</param>
/// <param name="Scopes">What may be done: read, run, decide, admin.</param>
public sealed record Me(bool KeyRequired, bool SignedIn, string? Person, string? User, string? Project, IReadOnlyList<string> Scopes);
