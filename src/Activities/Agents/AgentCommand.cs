namespace Workflows.Activities.Agents;

/// <summary>A program that does the work of a role.</summary>
/// <param name="Role">The role, as the settings name it.</param>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Timeout">Most time for one run.</param>
/// <param name="Network">Whether it may reach the network.</param>
/// <param name="Variables">Names of the host's variables that it is given.</param>
/// <param name="ReadablePaths">Files and folders of this machine that it may read.</param>
internal sealed record AgentCommand(
    string Role, IReadOnlyList<string> Words, TimeSpan Timeout, bool Network, IReadOnlyList<string> Variables, IReadOnlyList<string> ReadablePaths)
{
    /// <summary>The program's name for people: without its folder.</summary>
    public string Name => Path.GetFileName(Words[0]);

    /// <summary>The command for an agent: <c>{role}</c> and <c>{agent}</c> are filled in.</summary>
    public IReadOnlyList<string> For(string role, string agent) =>
        [.. Words.Select(word => word.Replace("{role}", role, StringComparison.Ordinal).Replace("{agent}", agent, StringComparison.Ordinal))];
}
