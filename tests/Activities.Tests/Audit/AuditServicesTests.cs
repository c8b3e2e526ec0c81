using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Audit;

public sealed class AuditServicesTests : IDisposable
{
    private const string Account = "DefaultEndpointsProtocol=https;AccountName=nobody;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_activity_records_a_note_once_however_often_it_runs()
    {
        await using var services = Build(("Audit:Folder", _folder));
        var activity = services.GetRequiredKeyedService<IActivity<AuditNote, Unit>>(AuditActivities.RecordAudit.Name);

        await activity.RunAsync(new ActivityContext("run-1", "RecordAudit", "1"), Notes.Of("k"), CancellationToken.None);
        await activity.RunAsync(new ActivityContext("run-1", "RecordAudit", "1"), Notes.Of("k"), CancellationToken.None);

        Assert.Equal("k", Assert.Single(await services.GetRequiredService<IAuditLog>().ReadAsync("run-1", CancellationToken.None).ToListAsync()).Key);
    }

    [Fact]
    public async Task The_log_lies_in_its_folder_or_where_the_artifacts_are()
    {
        await using var folder = Build(("Audit:Folder", _folder), ("AzureWebJobsStorage", Account));
        await using var account = Build(("AzureWebJobsStorage", Account));
        await using var identity = Build(("AzureWebJobsStorage:accountName", "nobody"));
        await using var nothing = Build();

        Assert.Equal(Path.Combine(_folder, "audit.jsonl"), folder.GetRequiredService<IAuditJournal>().Location);
        Assert.Equal("https://nobody.blob.core.windows.net/workflows/audit/audit.jsonl", account.GetRequiredService<IAuditJournal>().Location);
        Assert.Equal("https://nobody.blob.core.windows.net/workflows/audit/audit.jsonl", identity.GetRequiredService<IAuditJournal>().Location);
        Assert.Equal(Path.GetFullPath(".workflows/audit/audit.jsonl"), nothing.GetRequiredService<IAuditJournal>().Location);
    }

    [Fact]
    public void A_folder_that_is_no_path_names_its_setting() =>
        Assert.Contains("Audit:Folder", Assert.Throws<OptionsValidationException>(() => Build(("Audit:Folder", "a\0b"))).Message, StringComparison.Ordinal);

    private static ServiceProvider Build(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
        return new ServiceCollection().AddLogging().AddArtifacts(configuration).AddAudit(configuration).BuildServiceProvider();
    }
}
