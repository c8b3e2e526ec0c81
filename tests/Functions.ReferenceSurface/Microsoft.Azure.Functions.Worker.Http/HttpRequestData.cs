namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A request in the worker's own model, which the app does not use; a name in signatures only.</summary>
public abstract class HttpRequestData
{
    private protected HttpRequestData()
    {
    }
}
