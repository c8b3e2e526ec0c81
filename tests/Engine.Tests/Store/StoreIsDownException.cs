namespace Workflows.Engine.Tests.Store;

/// <summary>What the store throws when the test makes it fail.</summary>
internal sealed class StoreIsDownException(long write) : Exception($"The store refuses write {write}.");
