using Workflows.Http.Access;

namespace Workflows.Http;

/// <summary>One route of the API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Pattern">The path, in the syntax of ASP.NET Core routing.</param>
/// <param name="Access">What the caller must be allowed to.</param>
/// <param name="Summary">What it does, for the index page.</param>
/// <param name="Handler">Answers a request.</param>
public sealed record ApiRoute(string Method, string Pattern, ApiAccess Access, string Summary, Func<ApiRequest, CancellationToken, Task<ApiResponse>> Handler);
