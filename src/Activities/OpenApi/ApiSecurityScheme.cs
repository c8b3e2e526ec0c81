namespace Workflows.Activities.OpenApi;

/// <summary>A way to prove who one is.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Kind">What is sent.</param>
/// <param name="ParameterName">Name of the header, query parameter or cookie of an API key.</param>
internal sealed record ApiSecurityScheme(string Name, ApiCredential Kind, string ParameterName);
