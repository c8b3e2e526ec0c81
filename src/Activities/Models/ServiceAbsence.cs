namespace Workflows.Activities.Models;

/// <summary>Tells that a service is not there, by what the gateway before it answers.</summary>
internal static class ServiceAbsence
{
    /// <summary>Whether a gateway has nobody behind it: 502 to 504, and 521 to 523, which some say for an origin that is down or out of reach.</summary>
    public static bool Is(int status) => status is 502 or 503 or 504 or 521 or 522 or 523;
}
