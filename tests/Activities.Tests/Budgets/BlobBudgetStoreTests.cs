using Workflows.Activities.Artifacts;
using Workflows.Activities.Budgets;
using Workflows.Activities.Tests.Azurite;

namespace Workflows.Activities.Tests.Budgets;

[Collection(AzuriteCollection.Name)]
public sealed class BlobBudgetStoreTests(AzuriteFixture fixture) : BudgetStoreContract
{
    private protected override IBudgetStore Store { get; } = new BlobBudgetStore(
        ArtifactServices.Container(fixture.Server.ConnectionString, "budgets", fixture.Server), fixture.Server.EnsureStartedAsync, null);
}
