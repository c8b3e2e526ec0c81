using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>What the formatter made of a file.</summary>
/// <param name="Code">The file; as it was, when it could not be formatted.</param>
/// <param name="Diagnostics">Why it could not be formatted, where the check will not say so itself.</param>
internal sealed record FormattedCode(ReadOnlyMemory<byte> Code, IReadOnlyList<CodeDiagnostic> Diagnostics);
