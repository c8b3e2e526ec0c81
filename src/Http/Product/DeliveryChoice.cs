using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Product;

/// <summary>Whether a run delivers its tests, from what was asked for and what this host can do.</summary>
internal static class DeliveryChoice
{
    public const string Yes = "true";
    public const string No = "false";

    /// <summary>Committed without a human, and recorded as that.</summary>
    public const string Auto = "auto";

    /// <summary>The delivery (null for none), or the refusal.</summary>
    public static (Delivery? Delivery, ApiResponse? Refusal) Make(RunOptions asked, DeliveryDefaults? defaults)
    {
        if (asked.Commit == No || (asked.Commit is null && defaults is null))
        {
            return (null, null);
        }

        if (defaults is null)
        {
            return Refused("No repository is configured, so nothing can be committed. "
                + $"Set {DeliveryDefaults.RepositorySetting} to an address or the path of a bare repository and start the host again, or ask without commit={asked.Commit}.");
        }

        return Of(asked.Commit == Auto, asked.RequestedBy, defaults);
    }

    /// <summary>How something is delivered that is to be, or the refusal.</summary>
    public static (Delivery? Delivery, ApiResponse? Refusal) Of(bool auto, string? requestedBy, DeliveryDefaults defaults)
    {
        if (auto && !defaults.AllowAutoApprove)
        {
            return Refused($"Approvers are configured, so a request may not approve itself. Ask with commit=true, or set {DeliveryDefaults.AutoApproveSetting} to true.");
        }

        if (!auto && !defaults.Rules.RequesterMayDecide && requestedBy is null)
        {
            return Refused($"Whoever asks may not approve ({DeliveryDefaults.RequesterSetting} is false), so say who asks: requestedBy=name, or --by name on the command line.");
        }

        // An empty branch is the configured one.
        return (new Delivery("", defaults.Rules with { Requester = requestedBy }) { AutoApprove = auto, MaxReviews = defaults.MaxReviews }, null);
    }

    private static (Delivery?, ApiResponse?) Refused(string detail) => (null, ApiResponse.Problem(409, "Conflict", detail));
}
