using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>The client that a [DurableClient] binding gives: the extension's own class, which knows the addresses of the host and is not public.</summary>
internal static class BoundClient
{
    /// <summary>What the host puts behind every address: with it goes the key.</summary>
    public const string Query = "taskHub=Workflows&connection=Storage&code=key-of-the-extension";

    public const string Path = "runtime/webhooks/durabletask";

    public static DurableTaskClient Over(DurableTaskClient client, Uri host) => (DurableTaskClient)Activator.CreateInstance(
        typeof(DurableTaskClientExtensions).Assembly.GetType("Microsoft.Azure.Functions.Worker.FunctionsDurableTaskClient", throwOnError: true)!,
        client, Query, new Uri(host, Path).AbsoluteUri)!;
}
