namespace Workflows.Activities.Models;

/// <summary>What can be done about a failed question.</summary>
public enum ChatFailureKind
{
    /// <summary>Passes by itself: too many requests, a server's fault, a broken connection. Ask again later.</summary>
    Transient,

    /// <summary>The answer was cut off at the limit of tokens. Ask again with a higher limit.</summary>
    Truncated,

    /// <summary>Asking again brings the same: a wrong key, an unknown model, a refused request.</summary>
    Permanent,

    /// <summary>A budget has no room for the call, and it was not made. It can be once the budget is raised.</summary>
    OverBudget,
}
