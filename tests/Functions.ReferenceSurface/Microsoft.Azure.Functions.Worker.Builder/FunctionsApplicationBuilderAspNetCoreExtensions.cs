namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>ASP.NET Core in a function app.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets HTTP functions take ASP.NET Core's request and give its results.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) =>
        throw new NotSupportedException("This is the reference surface of Azure Functions: it has no web server.");
}
