namespace Workflows.Activities.Checks.Rules;

/// <summary>A part of the base library that generated tests have no business with.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Name">Full name of a namespace (with all below it) or of a type.</param>
/// <param name="Why">What is wrong with it, and what to do instead.</param>
/// <param name="Only">The members that are forbidden; null means all that are not allowed.</param>
/// <param name="Except">The members, or types of a namespace, that are allowed.</param>
internal sealed record ForbiddenApi(string RuleId, string Name, string Why, IReadOnlyList<string>? Only = null, IReadOnlyList<string>? Except = null);
