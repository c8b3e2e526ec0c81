using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary><c>run_cmd</c>: a program, in the sandbox, on a copy of the files. What it changed is held against the scope afterwards.</summary>
internal sealed class RunTool(IWorkspaces workspaces, ICommandSandbox sandbox, IOptions<ToolOptions> options) : ITool
{
    private const string Copy = "tools";
    private const int MostWords = 500;
    private const int MostChanges = 40;

    private readonly CommandPolicy _policy = new(options.Value.CommandNames);

    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "run_cmd",
        $"Runs one program in a sandbox without network, on the files as they are now, and answers its exit code and what it printed. There is no shell: no pipes, no redirection, no '&&'. Installing is refused. Programs: {string.Join(", ", options.Value.CommandNames.Order(StringComparer.Ordinal))}. A shell script has to be a file: sh workspace/check.sh.",
        """
        {"type":"object","properties":{
        "command":{"description":"The program with its arguments, as one text (dotnet test --no-restore) or as a list of texts.","anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"},"minItems":1}]},
        "folder":{"type":"string","description":"The folder that it is run in, from the root. Left out: workspace."}},
        "required":["command"]}
        """);

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var words = Words(request.Arguments);
        var (folder, problem) = ToolPath.Resolve(request.Arguments.Optional("folder") ?? "workspace");
        if ((request.Arguments.Problem ?? problem) is { } wrong)
        {
            return request.Refuse(wrong);
        }

        if ((_policy.Refusal(words) ?? await ScriptRefusalAsync(request, words, folder, cancellationToken)) is { } refusal)
        {
            return request.Refuse(refusal);
        }

        if (folder.Length > 0 && folder is not ("workspace" or "project") && !request.IsFolder(folder))
        {
            return request.Refuse($"there is no folder '{ToolPath.Shown(folder)}'. fs_list shows what is there.");
        }

        return await RunAsync(request, words, folder, cancellationToken);
    }

    private async Task<ToolOutcome> RunAsync(ToolRequest request, IReadOnlyList<string> words, string folder, CancellationToken cancellationToken)
    {
        // Who may change nothing may still build: what comes of it is thrown away.
        IReadOnlyList<string> writable = request.Scope.Folders.Count > 0 ? request.Scope.Folders : ["workspace"];
        var job = new SandboxJob(
            "", writable, folder, words, TimeSpan.FromSeconds(options.Value.CommandTimeoutSeconds), options.Value.OutputKilobytes * 1024);
        await using var copy = await workspaces.OpenAsync(request.RunId, Copy, request.State, clean: false, cancellationToken);
        var result = await sandbox.RunAsync(job with { Folder = copy.Folder }, cancellationToken);
        var (state, dropped) = await copy.CaptureAsync(request.Scope, cancellationToken);
        return await AnswerAsync(request, words, result, state, dropped, cancellationToken);
    }

    private async Task<ToolOutcome> AnswerAsync(
        ToolRequest request, IReadOnlyList<string> words, SandboxResult result, WorkspaceState state, IReadOnlyList<string> dropped, CancellationToken cancellationToken)
    {
        var end = result.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"exit code {code}") : result.Problem!;
        var shown = SafeText.OneLine(string.Join(' ', words));
        var summary = string.Create(CultureInfo.InvariantCulture, $"{(shown.Length > 100 ? shown[..100] + "…" : shown)} ({end}, {result.Seconds:0.0} s)");
        var notes = new StringBuilder();
        var changes = state == request.State ? [] : await ChangesAsync(request, state, cancellationToken);
        if (changes.Count > 0)
        {
            notes.Append("\n[files changed]\n").AppendJoin('\n', changes.Take(MostChanges));
            notes.Append(changes.Count > MostChanges ? string.Create(CultureInfo.InvariantCulture, $"\nand {changes.Count - MostChanges} more") : "");
        }

        if (dropped.Count > 0)
        {
            notes.Append("\n[not kept, and undone]\n").AppendJoin('\n', dropped).Append('\n').Append(request.WritableWords);
        }

        var whole = $"{Part("output", result.Output)}{Part("error output", result.Error)}";
        var told = TextFile.Ends(whole, options.Value.AnswerCharacters);
        return new ToolOutcome($"{Capital(end)}.{told}{notes}", summary, Refused: false, state, told.Length < whole.Length ? $"{Capital(end)}.{whole}{notes}" : null);
    }

    private async Task<List<string>> ChangesAsync(ToolRequest request, WorkspaceState state, CancellationToken cancellationToken)
    {
        var before = request.Manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var after = (await workspaces.ReadAsync(state, cancellationToken)).Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return
        [
            .. before.Keys.Union(after.Keys).Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal)
                .Select(path => $"{path} ({(!after.ContainsKey(path) ? "deleted" : before.ContainsKey(path) ? "changed" : "made")})"),
        ];
    }

    // A script is looked through before it runs: it is the oldest disguise.
    private async Task<string?> ScriptRefusalAsync(ToolRequest request, IReadOnlyList<string> words, string folder, CancellationToken cancellationToken)
    {
        if (words[0] is not ("sh" or "bash"))
        {
            return null;
        }

        var script = words.Skip(1).First(word => !word.StartsWith('-'));
        var (path, problem) = ToolPath.Resolve(script.StartsWith('/') || folder.Length == 0 ? script : $"{folder}/{script}");
        var file = problem is null ? request.Find(path) ?? request.Find(ToolPath.Resolve(script).Path) : null;
        if (file is null)
        {
            return problem ?? $"there is no script '{ToolPath.Shown(script)}' in {(folder.Length == 0 ? "the root" : folder)}. Write it with fs_write first.";
        }

        var text = TextFile.Read(await workspaces.ReadFileAsync(request.State, file, cancellationToken)) ?? "";
        return file.Length > FileWriting.MostBytes ? $"the script {path} is too long."
            : InstallPhrases.OfText(text) is { } phrase ? $"the script {path} installs ('{ToolPath.Shown(phrase)}'). Nothing can be installed here, and there is no network. Where something is missing, say so in your report, with what a human has to install."
            : null;
    }

    private static IReadOnlyList<string> Words(ToolArguments arguments)
    {
        if (!arguments.Root.TryGetProperty("command", out var command))
        {
            arguments.Complain("'command' is missing");
            return [""];
        }

        if (command.ValueKind == JsonValueKind.String)
        {
            var (words, problem) = CommandPolicy.Split(command.GetString()!);
            if (problem is not null)
            {
                arguments.Complain(problem);
                return [""];
            }

            return words;
        }

        if (command.ValueKind == JsonValueKind.Array && command.GetArrayLength() is > 0 and <= MostWords
            && command.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String && !word.GetString()!.Contains('\0', StringComparison.Ordinal)) && command[0].GetString()!.Length > 0)
        {
            return [.. command.EnumerateArray().Select(word => word.GetString()!)];
        }

        arguments.Complain($"'command' has to be a text, or a list of 1 to {MostWords} texts");
        return [""];
    }

    private static string Part(string name, string text) => text.Trim().Length == 0 ? "" : $"\n[{name}]\n{text.TrimEnd()}";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
