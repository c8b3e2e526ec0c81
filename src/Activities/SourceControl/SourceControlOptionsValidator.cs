using Microsoft.Extensions.Options;
using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.SourceControl;

/// <summary>Refuses wrong settings at start, by name. Without a repository the others do not matter.</summary>
internal sealed class SourceControlOptionsValidator(GitProgram program) : IValidateOptions<SourceControlOptions>
{
    private const string SampleRun = "run-1";
    private const string SampleName = "SampleTests";

    public ValidateOptionsResult Validate(string? name, SourceControlOptions options)
    {
        var problems = options.IsConfigured ? Problems(options).OfType<string>().ToList() : [];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string?> Problems(SourceControlOptions options)
    {
        yield return RepositoryAddress.Parse(options.Repository!).Problem is { } address ? $"SourceControl:Repository {address}" : null;
        yield return Template("Branch", options.BranchTemplate, BranchName.Problem);
        yield return options.FolderTemplate == "." ? null : Template("Folder", options.FolderTemplate, path => RepositoryPath.Problem(path));
        yield return GitIdentity.Clean(options.CommitterName) is { Length: > 0 } clean && clean == options.CommitterName.Trim()
            ? null
            : "SourceControl:CommitterName is not a name: one line of up to 100 characters without < and >, for example Workflows.";
        yield return GitIdentity.IsEmail(options.CommitterEmail.Trim())
            ? null
            : "SourceControl:CommitterEmail is not a mail address, for example workflows@example.org.";
        yield return options.TimeoutSeconds is >= 1 and <= 3600
            ? null
            : FormattableString.Invariant($"SourceControl:TimeoutSeconds is {options.TimeoutSeconds}; it must be a number from 1 to 3600.");
        yield return options.PushAttempts is >= 1 and <= 100
            ? null
            : FormattableString.Invariant($"SourceControl:PushAttempts is {options.PushAttempts}; it must be a whole number from 1 to 100.");
        yield return (options.WorkFolder ?? "").Contains('\0', StringComparison.Ordinal) ? "SourceControl:WorkFolder is not a path of a folder (it holds a NUL character)." : null;
        yield return string.IsNullOrWhiteSpace(options.CertificateFile) || File.Exists(options.CertificateFile.Trim())
            ? null
            : $"SourceControl:CertificateFile is '{options.CertificateFile}', and there is no such file. Name a PEM file, or leave it empty for the authorities of the system.";
        yield return options.Token is { } token && token.Any(c => c is < '!' or > '~')
            ? $"{SourceControlOptions.TokenSetting} holds a blank or a character that no token holds."
            : null;
        yield return program.Find() is null
            ? $"SourceControl:Repository is set, and {GitProgram.Missing}, or leave SourceControl:Repository empty; then nothing is committed."
            : null;
    }

    private static string? Template(string setting, string template, Func<string, string?> problem) =>
        NameTemplate.UnknownField(template) is { } field ? $"SourceControl:{setting} is '{template}', and there is no field {field}; there are {{runId}} and {{name}}."
        : problem(NameTemplate.Fill(template, SampleRun, SampleName)) is { } wrong ? $"SourceControl:{setting} is '{template}': {wrong}."
        : null;
}
