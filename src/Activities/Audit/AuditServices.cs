using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Audit;

/// <summary>Registers the audit log.</summary>
public static class AuditServices
{
    /// <summary>
    /// Adds <see cref="IAuditLog"/> and the activity <c>RecordAudit</c>: in the folder <c>Audit:Folder</c> where that is set; otherwise in the
    /// container of the artifacts, where a storage account is set; otherwise in <c>.workflows/audit</c>. With
    /// <c>UseDevelopmentStorage=true</c> it needs <see cref="ArtifactServices.AddArtifacts"/>, too. Nothing is opened before the first note.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var account = ArtifactOptions.From(configuration);
        var options = AuditOptions.From(configuration, account.ConnectionString is not null || account.Identity is not null);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IAuditJournal>(provider => options.Folder is { } folder
            ? new FileAuditJournal(folder, provider.GetRequiredService<TimeProvider>())
            : Blob(account, provider));
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddKeyedSingleton<IActivity<AuditNote, Unit>, RecordAuditActivity>(AuditActivities.RecordAudit.Name);
        return services;
    }

    private static BlobAuditJournal Blob(ArtifactOptions account, IServiceProvider provider)
    {
        if (account.Identity is { } identity)
        {
            return new BlobAuditJournal(ArtifactServices.Container(identity, identity.Credential(), account.Container, transport: null), _ => Task.CompletedTask, identity);
        }

        if (!account.UsesDevelopmentStorage)
        {
            return new BlobAuditJournal(ArtifactServices.Container(account.ConnectionString!, account.Container, azurite: null), _ => Task.CompletedTask, null);
        }

        var azurite = provider.GetRequiredService<IAzurite>();
        return new BlobAuditJournal(ArtifactServices.Container(azurite.ConnectionString, account.Container, azurite), azurite.EnsureStartedAsync, null);
    }
}
