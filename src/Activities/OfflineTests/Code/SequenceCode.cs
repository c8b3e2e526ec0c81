using System.Text.Json;
using Workflows.Activities.OfflineTests.Cases;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>
/// Writes tests of several requests, inferred from the paths: what POST on a collection creates is there for GET on its member,
/// may be changed by PUT, and is gone after DELETE.
/// </summary>
internal sealed class SequenceCode(CodeWriter code, IReadOnlyList<OperationCode> operations, Toolbox tools, TestCode tests)
{
    private readonly ILookup<string, OperationCode> _byShape = operations.ToLookup(operation => PathTemplate.Shape(operation.Operation.Path), StringComparer.Ordinal);

    /// <summary>Writes the sequences that begin with an operation, and says how many.</summary>
    public int Write(OperationCode create, NameSet names)
    {
        if (create.Operation.Method != "POST" || create.Operation.Parameters.Any(parameter => parameter.In == "path") || create.Operation.Path.AsSpan().ContainsAny("?#"))
        {
            return 0;
        }

        var members = _byShape[PathTemplate.Shape(create.Operation.Path) + "/{}"].Where(operation => operation.Cases.Problem is null && SameSignIn(create, operation)).ToList();
        var read = members.FirstOrDefault(operation => operation.Operation.Method == "GET");
        if (read is null || Identifiers(create, read) is not { } identifiers || tools.Requests.Write(create.Operation, create.Cases.Minimal) is null)
        {
            return 0;
        }

        Sequence(create, read, null, identifiers, names);
        var written = 1;
        foreach (var change in members.Where(operation => operation.Operation.Method is "PUT" or "PATCH" or "DELETE"))
        {
            Sequence(create, read, change, identifiers, names);
            written++;
        }

        return written;
    }

    private static bool SameSignIn(OperationCode one, OperationCode other) =>
        one.SignIn is null || other.SignIn is null ? other.Operation.Security.Count == 0 || one.SignIn is not null && other.SignIn is not null : true;

    // Without a documented way to learn what the new resource is called, there is no sequence.
    private List<string>? Identifiers(OperationCode create, OperationCode read)
    {
        var responses = create.Operation.Responses.Where(response => response.Class == 2).ToList();
        var variable = PathTemplate.Variables(read.Operation.Path).Last();
        var schema = responses.SelectMany(response => response.Content).FirstOrDefault(media => media.IsJson && media.Schema is not null)?.Schema;
        var properties = schema is { } described ? tools.Schemas.Read(described).Properties.Keys.ToList() : [];
        var found = (string[])[variable, "id", .. properties.Where(property => property.Equals(variable, StringComparison.OrdinalIgnoreCase))];
        var usable = found.Where(name => properties.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        return usable.Count > 0 || responses.Any(response => response.HasLocation) ? usable : null;
    }

    private void Sequence(OperationCode create, OperationCode read, OperationCode? change, List<string> identifiers, NameSet names)
    {
        var deletes = change?.Operation.Method == "DELETE";
        if (Url(read) is not { } readUrl || (change is not null && Url(change) is null))
        {
            return;
        }

        var name = change is null ? $"{create.Name}_ThenRead_FindsWhatWasCreated"
            : deletes ? $"{create.Name}_ThenDelete_FindsNothing"
            : $"{create.Name}_ThenChangeBy{change.Name}_IsStillThere";
        var title = change is null ? $"What {create.Operation.Name} creates is there for {read.Operation.Name}"
            : deletes ? $"What {change.Operation.Name} deletes is not there any more for {read.Operation.Name}"
            : $"What {change.Operation.Name} changes is still there for {read.Operation.Name}";
        code.Line("[Fact]");
        TestCode.Traits(code, title, create.Story, "critical");
        code.Open($"public async Task {names.Take(name)}()");
        Arrange(create, identifiers);

        code.Line().Line("// Act");
        if (change is not null)
        {
            Send(change, "change", Url(change)!);
            code.Line("var changed = await Api.SendAsync(change);");
        }

        Send(read, "read", readUrl);
        code.Line("var answer = await Api.SendAsync(read);").Line().Line("// Assert");
        if (change is not null)
        {
            code.Line($"Assert.True(changed.IsSuccess, changed.Expected(\"a success, as the resource was just created\"));");
        }

        if (deletes)
        {
            code.Line("Assert.True(answer.Status is 404 or 410, answer.Expected(\"404 or 410 after the resource was deleted\"));");
        }
        else
        {
            code.Line("Assert.True(answer.IsSuccess, answer.Expected(\"a success, as the resource was just created\"));");
        }

        TestCode.Deviation(code, read.Contract, "answer");
        code.Close().Line();
    }

    private void Arrange(OperationCode create, List<string> identifiers)
    {
        code.Line("// Arrange");
        TestCode.Request(code, tools.Requests.Write(create.Operation, create.Cases.Minimal)!, "create");
        if (create.SignIn is { } schemes)
        {
            code.Line($"var signedIn = {TestCode.SignIn(schemes, "create")};");
        }

        code.Line("var created = await Api.SendAsync(create);");
        if (create.SignIn is { } needed)
        {
            tests.NotSignedIn(needed, "created");
        }

        code.Line("Assert.True(created.IsSuccess, created.Expected(\"a success, to have a resource\"));");
        code.Line($"var id = created.Identifier({string.Join(", ", identifiers.Select(CSharpText.Literal))});");
        code.Line("Assert.True(id is not null, created.Expected(\"the identifier of the new resource in the body or the Location\"));");
    }

    private void Send(OperationCode operation, string name, string url)
    {
        var request = tools.Requests.Write(operation.Operation, operation.Cases.Minimal)!;
        TestCode.Request(code, request, name, url);
        if (operation.SignIn is { } schemes)
        {
            code.Line($"_ = {TestCode.SignIn(schemes, name)};");
        }
    }

    // The address with the new resource's name in the place of the variable.
    private string? Url(OperationCode operation)
    {
        if (tools.Requests.Write(operation.Operation, operation.Cases.Minimal) is not { } request)
        {
            return null;
        }

        var parts = PathTemplate.Parts(operation.Operation.Path);
        var query = request.Url.IndexOf('?', StringComparison.Ordinal);
        var tail = RequestWriter.Literal(parts[^1]) + (query < 0 ? "" : request.Url[query..]);
        return parts.Count != 3 ? null
            : CSharpText.Literal(RequestWriter.Literal(parts[0])) + " + id" + (tail.Length == 0 ? "" : " + " + CSharpText.Literal(tail));
    }
}
