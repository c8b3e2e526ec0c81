namespace Workflows.Http.Access;

/// <summary>What a caller must be allowed to for a route. A key has some of the scopes; <see cref="Public"/> routes need none.</summary>
public enum ApiAccess
{
    /// <summary>Everybody: probes, the description of the API, pages without data, and what brings its own proof (signed links and webhooks).</summary>
    Public,

    /// <summary>Sees runs, artifacts, gates and budgets of its owner.</summary>
    Read,

    /// <summary>Starts and controls runs of its owner.</summary>
    Run,

    /// <summary>Decides at gates of its owner.</summary>
    Decide,

    /// <summary>Operates the host: sees and does all of it, for every owner.</summary>
    Admin,
}
