using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>All that is not one owner's, as lines: instances with what they hold, and every artifact with its hash.</summary>
internal static class EverythingElse
{
    public static async Task<IReadOnlyList<string>> ThanAsync(RunOwner owner, ApiFixture api)
    {
        var lines = new List<string>();
        var query = new OrchestrationQuery { PageSize = 1000, FetchPayloads = true };
        do
        {
            var page = await api.Engine.QueryAsync(query);
            foreach (var instance in page.Instances.Where(instance => !owner.Owns(instance.InstanceId)))
            {
                var history = await api.Engine.GetHistoryAsync(instance.InstanceId);
                lines.Add($"{instance} {history!.Count}");
            }

            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null);

        foreach (var run in Directory.GetDirectories(Path.GetDirectoryName(api.Artifacts.Locate("x").TrimEnd('/', '\\'))!).Select(folder => Path.GetFileName(folder)!).Where(run => !owner.Owns(run)))
        {
            lines.AddRange((await api.Artifacts.ListAsync(run, CancellationToken.None)).Select(artifact => artifact.ToString()));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
