using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>One concern that generated code is held against. Its ids are described in <c>docs/rules.md</c>.</summary>
internal interface ICodeRule
{
    /// <summary>Says what is wrong with the code.</summary>
    IEnumerable<CodeDiagnostic> Inspect(CodeUnderCheck code, CancellationToken cancellationToken);
}
