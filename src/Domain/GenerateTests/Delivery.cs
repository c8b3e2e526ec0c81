using Workflows.Domain.Gates;

namespace Workflows.Domain.GenerateTests;

/// <summary>That the tests are to be committed, and who must approve first.</summary>
/// <param name="Branch">The branch that the commit goes to.</param>
/// <param name="Rules">Who may decide what, and until when.</param>
public sealed record Delivery(string Branch, GateRules Rules)
{
    /// <summary>Approves by itself, and is recorded as that: for demos and CI.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>How often the tests may be sent back with changes, 0 to 10. The last time there is only yes or no.</summary>
    public int MaxReviews { get; init; } = 3;
}
