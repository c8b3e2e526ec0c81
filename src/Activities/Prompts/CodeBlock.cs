namespace Workflows.Activities.Prompts;

/// <summary>A piece of an answer that may be the code.</summary>
/// <param name="Language">What the fence is marked with, in lower case; empty when with nothing.</param>
/// <param name="Text">What it holds.</param>
/// <param name="IsClosed">Whether the closing fence is there.</param>
internal sealed record CodeBlock(string Language, string Text, bool IsClosed);
