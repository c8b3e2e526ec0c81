using Workflows.Activities.OfflineTests.Cases;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>An operation with its names in the code.</summary>
/// <param name="Cases">The operation and its valid request.</param>
/// <param name="Name">What its methods begin with: <c>GetItemsById</c>.</param>
/// <param name="Story">Its story in reports: the operation's id, or method and path.</param>
/// <param name="SignIn">The security schemes that are sent; null when none is needed.</param>
internal sealed record OperationCode(OperationCases Cases, string Name, string Story, IReadOnlyList<string>? SignIn)
{
    /// <summary>Where the code says what the document promises.</summary>
    public string Contract => $"{ContractsCode.TypeName}.{Name}";

    public ApiOperation Operation => Cases.Operation;

    /// <summary>The name before numbers tell equal ones apart.</summary>
    public static string NameOf(ApiOperation operation)
    {
        if (operation.OperationId is { } id && Identifiers.Pascal(id, "").Length > 0)
        {
            return Identifiers.Pascal(id, "Operation");
        }

        var parts = PathTemplate.Parts(operation.Path);
        var path = string.Concat(parts.Select((part, index) => index % 2 == 1 ? " By " + part : " " + part));
        return operation.Method[0] + operation.Method[1..].ToLowerInvariant() + Identifiers.Pascal(path, "Root");
    }
}
