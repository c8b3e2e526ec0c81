namespace Workflows.Activities.Execution.Network;

/// <summary>Is told of requests that leave the sandbox. Called from many threads.</summary>
internal interface IRequestObserver
{
    /// <summary>A request has gone to the origin.</summary>
    /// <param name="method">The method as it was sent.</param>
    /// <param name="target">Path and query as they were sent.</param>
    void Requested(string method, string target);
}
