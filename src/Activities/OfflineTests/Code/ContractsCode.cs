using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Writes what the document promises about each operation's answers.</summary>
internal sealed class ContractsCode(SchemaRegistry schemas)
{
    public const string TypeName = "Contracts";

    /// <summary>Names that an operation cannot have here: its own and those that every type has.</summary>
    public static IReadOnlyList<string> Reserved { get; } = [TypeName, "Equals", "ReferenceEquals", "ToString", "GetHashCode", "GetType", "MemberwiseClone", "Finalize"];

    public void Write(CodeWriter code, IEnumerable<OperationCode> operations)
    {
        code.Line().Line("/// <summary>What the document promises about the answers of its operations.</summary>");
        code.Open($"internal static class {TypeName}");
        foreach (var operation in operations)
        {
            One(code, operation);
        }

        code.Close();
    }

    private void One(CodeWriter code, OperationCode operation)
    {
        var lines = operation.Operation.Responses.SelectMany(response => Answers(operation, response)).Distinct(StringComparer.Ordinal).ToList();
        code.Line($"public static readonly Contract {operation.Name} = new Contract({CSharpText.Literal(operation.Operation.Name)}){(lines.Count == 0 ? ";" : "")}");
        for (var i = 0; i < lines.Count; i++)
        {
            code.Indented(lines[i] + (i == lines.Count - 1 ? ";" : ""));
        }

        code.Line();
    }

    private IEnumerable<string> Answers(OperationCode operation, ApiResponse response)
    {
        if (response.Content.Count == 0)
        {
            yield return $".Answers(\"{response.Status}\")";
        }

        foreach (var media in response.Content)
        {
            var name = media.IsJson || media.Essence.Contains('*', StringComparison.Ordinal) ? Name(operation, response, media) : null;
            yield return $".Answers(\"{response.Status}\", {CSharpText.Literal(media.Essence)}{(name is null ? "" : ", " + CSharpText.Literal(name))})";
        }
    }

    private string? Name(OperationCode operation, ApiResponse response, ApiMedia media) =>
        media.Schema is { } schema ? schemas.Name(schema, operation.Name + (response.Status == "default" ? "Default" : response.Status)) : null;
}
