using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Agents;

/// <summary>Settings of all agents.</summary>
/// <param name="MostContext"><c>ORCH_CONTEXT_MAX_CHARS</c>: the longest conversation that is sent whole, in characters of its JSON.</param>
internal sealed record AgentOptions(int MostContext)
{
    public const string ContextSetting = "ORCH_CONTEXT_MAX_CHARS";

    private const int Least = 4_000;
    private const int Most = 100_000_000;

    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static AgentOptions From(IConfiguration configuration)
    {
        var text = configuration[ContextSetting];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new AgentOptions(240_000);
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= Least and <= Most
            ? new AgentOptions(most)
            : throw new OptionsValidationException("Agents", typeof(AgentOptions), [$"{ContextSetting} is '{text}'. It is a whole number of characters from {Least} to {Most}."]);
    }
}
