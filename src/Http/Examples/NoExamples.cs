namespace Workflows.Http.Examples;

/// <summary>A host without examples: they need a sample API beside it, which only the local host brings.</summary>
public sealed class NoExamples : IExamples
{
    /// <inheritdoc />
    public IReadOnlyList<Example> All => [];

    /// <inheritdoc />
    public string Note => "This host has no examples: they test a sample API that 'workflows serve' brings with it. Start that, or POST a document of your own to /v1/generate.";

    /// <inheritdoc />
    public Task<ExampleStart> PrepareAsync(Example example, bool gate, CancellationToken cancellationToken) => Task.FromResult(ExampleStart.Not(Note));
}
