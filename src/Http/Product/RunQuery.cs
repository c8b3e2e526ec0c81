using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>The filters of a list of runs, the same for the list and for its live updates.</summary>
internal static class RunQuery
{
    private const int UsualTop = 50;
    private const int MaxSearch = 100;

    private static readonly string[] StatusWords = [.. Enum.GetNames<RunStatus>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Reads the filters; what is wrong with them is the reader's <see cref="QueryReader.Problem"/>.</summary>
    public static OrchestrationQuery From(QueryReader reader)
    {
        reader.Only("status", "workflow", "prefix", "search", "createdFrom", "createdTo", "top", "continuation");
        return Read(reader);
    }

    private static OrchestrationQuery Read(QueryReader reader) => new()
    {
        Statuses = Statuses(reader),
        Name = reader.Text("workflow"),
        InstanceIdPrefix = reader.Text("prefix"),
        CreatedFrom = reader.Time("createdFrom"),
        CreatedTo = reader.Time("createdTo"),
        Search = reader.Text("search", MaxSearch)?.Trim() is { Length: > 0 } search ? search : null,
        PageSize = reader.Number("top", 1, 1000) ?? UsualTop,
        ContinuationToken = reader.Text("continuation", 2000),
        TopLevelOnly = true,
    };

    private static List<OrchestrationRuntimeStatus> Statuses(QueryReader reader)
    {
        var wanted = new List<OrchestrationRuntimeStatus>();
        foreach (var word in (reader.Text("status") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (Array.FindIndex(StatusWords, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)))
            {
                case (int)RunStatus.Queued:
                    wanted.Add(OrchestrationRuntimeStatus.Pending);
                    break;
                case (int)RunStatus.Running:
                    wanted.AddRange([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.ContinuedAsNew]);
                    break;
                case (int)RunStatus.Suspended:
                    wanted.Add(OrchestrationRuntimeStatus.Suspended);
                    break;
                case (int)RunStatus.Finished:
                    wanted.Add(OrchestrationRuntimeStatus.Completed);
                    break;
                case (int)RunStatus.Failed:
                    wanted.Add(OrchestrationRuntimeStatus.Failed);
                    break;
                case (int)RunStatus.Terminated:
                    wanted.Add(OrchestrationRuntimeStatus.Terminated);
                    break;
                default:
                    reader.Fail($"The query parameter 'status' holds '{word}'; use {string.Join(", ", StatusWords)}, separated by commas.");
                    break;
            }
        }

        return wanted;
    }
}
