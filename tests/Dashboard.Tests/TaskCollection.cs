using Workflows.Dashboard.Tests.Browser;

namespace Workflows.Dashboard.Tests;

/// <summary>A whole task takes its time: it runs beside the other tests, in a browser of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TaskCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Tasks";
}
