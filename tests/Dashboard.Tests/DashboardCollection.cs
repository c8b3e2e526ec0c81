using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>The tests that share one browser and one host.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<Chromium>, ICollectionFixture<SharedHost>
{
    public const string Name = "Dashboard";
}
