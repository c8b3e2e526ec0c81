using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.ImplementTask;

/// <summary>What a role did and used in all rounds.</summary>
/// <param name="Role">The role.</param>
/// <param name="Model">The model that answered last; null when none did.</param>
/// <param name="Turns">Its turns.</param>
/// <param name="ToolCalls">Its tool calls.</param>
/// <param name="Usage">What it used.</param>
public sealed record RoleUsage(string Role, string? Model, int Turns, int ToolCalls, ModelUsage Usage);
