using System.Reflection;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>
/// Stands in for two services that coverlet asks for: its log, of which warnings and errors are kept, and what happens when the process
/// exits, which is nothing, because what is measured lies in a folder of its own.
/// </summary>
internal class CoverletListener : DispatchProxy
{
    private readonly List<string> _problems = [];

    /// <summary>What went wrong, for people.</summary>
    public string Problems => string.Join(" ", _problems);

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod?.Name is "LogWarning" or "LogError" && args is [{ } problem, ..])
        {
            _problems.Add(problem is Exception error ? error.Message : $"{problem}");
        }

        return null;
    }
}
