namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    private protected FunctionsApplication()
    {
    }

    /// <summary>A builder with the worker's defaults. The reference surface has no worker.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        throw new NotSupportedException("This is the reference surface of Azure Functions: it is compiled against and cannot run an app.");
}
