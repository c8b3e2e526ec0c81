using Workflows.Activities.OfflineTests.Cases;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Writes the whole file: a class for each tag, then what they share.</summary>
internal sealed class SuiteCode
{
    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.Linq", "System.Net", "System.Net.Http", "System.Net.Http.Headers", "System.Text",
        "System.Text.Json", "System.Text.RegularExpressions", "System.Threading.Tasks", "Xunit",
    ];

    private readonly ApiDocument _api;
    private readonly Toolbox _tools;
    private readonly MethodCases _methods;
    private readonly CredentialsCode _credentials;
    private readonly SchemaRegistry _schemas;
    private readonly CodeWriter _body = new();
    private readonly List<OperationCoverage> _coverage = [];

    public SuiteCode(ApiDocument api)
    {
        _api = api;
        _tools = new Toolbox(api);
        _methods = new MethodCases(api.Operations);
        _credentials = new CredentialsCode(api);
        _schemas = new SchemaRegistry(api.References, _tools.Patterns);
    }

    public OfflineSuite Write(CancellationToken cancellationToken)
    {
        var classes = new NameSet();
        var names = new NameSet(ContractsCode.Reserved);
        var operations = _api.Operations.Select(operation => Named(operation, names)).ToList();
        var sequences = new SequenceCode(_body, operations, _tools, new TestCode(_body, _credentials));
        var tested = new Dictionary<ApiOperation, int>(ReferenceEqualityComparer.Instance);
        foreach (var group in operations.GroupBy(operation => Feature(operation.Operation), StringComparer.OrdinalIgnoreCase))
        {
            var usable = group.Where(operation => Reason(operation) is null).ToList();
            if (usable.Count > 0)
            {
                Class(group.Key, classes, usable, sequences, tested, cancellationToken);
            }
        }

        foreach (var operation in operations)
        {
            var tests = tested.GetValueOrDefault(operation.Operation);
            _coverage.Add(new OperationCoverage(operation.Operation.Name, tests, tests > 0 ? null : Reason(operation) ?? "no request could be made for it."));
        }

        new ContractsCode(_schemas).Write(_body, operations.Where(operation => tested.ContainsKey(operation.Operation)));
        SchemasCode.Write(_body, _schemas, operations.Count);
        SupportCode.Write(_body);
        if (_credentials.IsUsed)
        {
            _body.Line();
            _credentials.Write(_body);
        }

        return new OfflineSuite(Header() + _body, _coverage);
    }

    private OperationCode Named(ApiOperation operation, NameSet names) =>
        new(OperationCases.Of(operation, _tools), names.Take(OperationCode.NameOf(operation)),
            Excerpt.Of(operation.OperationId ?? operation.Name, 120), operation.Security.Count > 0 ? _credentials.Schemes(operation) : null);

    private static string? Reason(OperationCode operation) =>
        operation.Cases.Problem
        ?? (operation.Operation.Security.Count > 0 && operation.SignIn is null
            ? $"it needs credentials that a test cannot send ({Excerpt.Of(string.Join(", ", operation.Operation.Security.SelectMany(alternative => alternative)), 80)})."
            : null);

    private void Class(
        string feature, NameSet classes, List<OperationCode> operations, SequenceCode sequences, Dictionary<ApiOperation, int> tested, CancellationToken cancellationToken)
    {
        var tests = new TestCode(_body, _credentials);
        var methods = new NameSet();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        _body.Line();
        _body.Line($"[Trait(\"feature\", {CSharpText.Literal(Excerpt.Of(feature, 80))})]");
        _body.Line("[Trait(\"owner\", \"workflows-offline-model\")]");
        _body.Open($"public sealed class {classes.Take(Identifiers.Pascal(feature, "Api") + "Tests")}");
        _body.Line("private readonly Api _api = Api.FromEnvironment();").Line();
        foreach (var operation in operations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cases = operation.Cases.All();
            if (paths.Add(operation.Operation.Path))
            {
                cases = cases.Concat(_methods.Of(operation.Cases));
            }

            tested[operation.Operation] = cases.Where(test => test.Rows.Count > 0).Sum(test => tests.Write(operation, test, methods))
                + sequences.Write(operation, methods);
        }

        _body.Close();
    }

    private static string Feature(ApiOperation operation) =>
        !string.IsNullOrWhiteSpace(operation.Tag) ? operation.Tag
        : operation.Path.Split('/').FirstOrDefault(segment => segment.Length > 0 && segment[0] != '{') ?? "Root";

    private string Header()
    {
        var header = new CodeWriter();
        var uncovered = _coverage.Where(operation => operation.Reason is not null).ToList();
        header.Line("// <auto-generated-by>Workflows, offline model</auto-generated-by>");
        header.Line(CSharpText.Comment($"Tests of {_api.Title} {_api.Version}"));
        header.Line("//");
        header.Line("// Written by the offline model of Workflows: deterministic rules on the OpenAPI document, no language model was asked.");
        header.Line("// The environment variable API_BASE_URL holds the address of the API, its base path included.");
        if (_credentials.IsUsed)
        {
            header.Line("// Credentials come from API_KEY, API_TOKEN, API_USER and API_PASSWORD. Where they are not set, a valid request to an operation");
            header.Line("// that needs them is expected to be answered with 401 or 403, which is what the document says then.");
        }

        header.Line(CSharpText.Comment($"Operations: {_coverage.Count}, covered: {_coverage.Count - uncovered.Count}, requests: {_coverage.Sum(operation => operation.Tests)}."));
        foreach (var operation in uncovered)
        {
            header.Line(CSharpText.Comment($"Not covered: {operation.Operation}: {operation.Reason}"));
        }

        header.Line().Line("#nullable enable").Line();
        foreach (var name in Usings)
        {
            header.Line($"using {name};");
        }

        return header.Line().Line("namespace GeneratedTests;").ToString();
    }
}
