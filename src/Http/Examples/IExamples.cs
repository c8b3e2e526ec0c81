namespace Workflows.Http.Examples;

/// <summary>The examples that a host can start at the press of a button.</summary>
public interface IExamples
{
    /// <summary>The examples; empty where there are none.</summary>
    IReadOnlyList<Example> All { get; }

    /// <summary>Why there are none and what to do, or what is worth knowing of them; null for nothing.</summary>
    string? Note { get; }

    /// <summary>Sees to it that an example can run: that the API that it tests answers, and with a gate that there is a repository to commit to.</summary>
    /// <param name="example">One of <see cref="All"/>.</param>
    /// <param name="gate">Whether the run asks a human and commits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the run is started with, or why it cannot be.</returns>
    Task<ExampleStart> PrepareAsync(Example example, bool gate, CancellationToken cancellationToken);
}
