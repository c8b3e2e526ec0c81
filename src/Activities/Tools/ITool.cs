namespace Workflows.Activities.Tools;

/// <summary>A tool. Whatever it is asked, it answers: a refusal is an answer that says what may be done instead.</summary>
internal interface ITool
{
    /// <summary>As the model is told of it.</summary>
    ToolDefinition Definition { get; }

    /// <summary>Does what is asked. Asked again from the same files it leaves the same.</summary>
    Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken);
}
