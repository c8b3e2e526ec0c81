namespace Workflows.Domain.GenerateTests;

/// <summary>Something that is wrong with generated code, at a place.</summary>
/// <param name="RuleId">A compiler id (<c>CS0103</c>) or one of ours (<c>WF0001</c>).</param>
/// <param name="Severity"><c>error</c> stops the run from going on; <c>warning</c> does not.</param>
/// <param name="File">File name.</param>
/// <param name="Line">Line, from 1; 0 when it is about the whole file.</param>
/// <param name="Column">Column, from 1; 0 when it is about the whole file.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record CodeDiagnostic(string RuleId, string Severity, string File, int Line, int Column, string Message)
{
    /// <summary>In the compiler's own form: <c>file(line,column): error CS0103: message</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Severity} {RuleId}: {Message}";
}
