using Microsoft.Extensions.Configuration;

namespace Workflows.Activities.Agents;

/// <summary>The roles whose programs reach the network, and with it whatever this machine serves to itself.</summary>
public static class NetworkedAgents
{
    /// <summary>Their names, as the settings have them.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of an agent is wrong; the message names it.</exception>
    public static IReadOnlyList<string> Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var commands = AgentCommands.From(configuration);
        return [.. configuration.GetSection("Agents").GetChildren().Select(role => role.Key).Where(role => commands.Find(role) is { Network: true })];
    }
}
