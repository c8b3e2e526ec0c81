using System.Text;
using System.Text.Json;
using Workflows.Activities.Execution;
using Workflows.Activities.Tools;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Takes files that were sent as JSON: an object from path to text.</summary>
internal sealed class GivenFiles(IArtifactStore artifacts)
{
    private const string Form = "Give a JSON object from path to text, for example {\"project/tasks/current.md\": \"# Task\"}.";

    public async Task<TakenFiles> ReadAsync(ArtifactRef files, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var body = await artifacts.ReadRequiredAsync(files, cancellationToken);
        Dictionary<string, string>? given;
        try
        {
            given = JsonSerializer.Deserialize(body, WorkspaceJson.Default.DictionaryStringString);
        }
        catch (JsonException error)
        {
            return TakenFiles.Not($"the files are no JSON object of texts (line {error.LineNumber + 1}). {Form}");
        }

        var taken = new Dictionary<string, WorkspaceChange>(StringComparer.Ordinal);
        foreach (var (path, text) in given ?? [])
        {
            if (WorkspacePath.WriteProblem(path) is { } problem)
            {
                return TakenFiles.Not($"'{ToolPath.Shown(path)}' is no path for a file: {problem}. {Form}");
            }

            if (!folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)))
            {
                return TakenFiles.Not($"'{ToolPath.Shown(path)}' lies in none of the folders {string.Join(", ", folders.Select(folder => folder + "/"))}. {Form}");
            }

            var content = Encoding.UTF8.GetBytes(text ?? "");
            if (content.Length > WorkspaceLimits.FileBytes)
            {
                return TakenFiles.Not($"'{ToolPath.Shown(path)}' is larger than {WorkspaceLimits.FileBytes / (1024 * 1024)} MB.");
            }

            taken[path] = new WorkspaceChange(content);
        }

        var names = taken.Keys.Select(path => path + "/").Order(StringComparer.OrdinalIgnoreCase).ToList();
        var clash = names.Zip(names.Skip(1)).FirstOrDefault(pair => pair.Second.StartsWith(pair.First, StringComparison.OrdinalIgnoreCase)).Second;
        return clash is null ? new TakenFiles(taken, [], null) : TakenFiles.Not($"two files would stand at '{ToolPath.Shown(clash.TrimEnd('/'))}'. {Form}");
    }
}
