using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Budgets;

/// <summary>Registers budgets.</summary>
public static class BudgetServices
{
    /// <summary>
    /// Adds <see cref="IBudgets"/> and the activity <c>RaiseBudget</c>. The books are in the folder <c>Budgets:Folder</c> where that is set;
    /// otherwise in the container of the artifacts, where a storage account is set; otherwise in <c>.workflows/budgets</c>. With
    /// <c>UseDevelopmentStorage=true</c> it needs <see cref="ArtifactServices.AddArtifacts"/>, too. Nothing is opened before the first call.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddBudgets(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var account = ArtifactOptions.From(configuration);
        var options = BudgetOptions.From(configuration, account.ConnectionString is not null || account.Identity is not null);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IBudgetStore>(provider => options.Folder is { } folder ? new FolderBudgetStore(folder) : Blob(account, provider));
        services.AddSingleton<BudgetBooks>();
        services.AddSingleton<BudgetLedger>();
        services.AddSingleton<IBudgets, ProjectBudgets>();
        services.AddKeyedSingleton<IActivity<BudgetRaise, RaisedBudget>, RaiseBudgetActivity>(BudgetActivities.RaiseBudget.Name);
        return services;
    }

    private static BlobBudgetStore Blob(ArtifactOptions account, IServiceProvider provider)
    {
        if (account.Identity is { } identity)
        {
            return new BlobBudgetStore(ArtifactServices.Container(identity, identity.Credential(), account.Container, transport: null), _ => Task.CompletedTask, identity);
        }

        if (!account.UsesDevelopmentStorage)
        {
            return new BlobBudgetStore(ArtifactServices.Container(account.ConnectionString!, account.Container, azurite: null), _ => Task.CompletedTask, null);
        }

        var azurite = provider.GetRequiredService<IAzurite>();
        return new BlobBudgetStore(ArtifactServices.Container(azurite.ConnectionString, account.Container, azurite), azurite.EnsureStartedAsync, null);
    }
}
