using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>An operation with a valid request for it, from which every case departs.</summary>
internal sealed class OperationCases
{
    private const int UnlikelyId = 2_000_000_011;

    private OperationCases(ApiOperation operation, Toolbox tools) => (Operation, Tools) = (operation, tools);

    public ApiOperation Operation { get; }

    public Toolbox Tools { get; }

    /// <summary>Only what is required.</summary>
    public OperationValues Minimal { get; private set; } = new(ImmutableDictionary<ApiParameter, Sample>.Empty, null);

    /// <summary>Why there is no valid request; null when there is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>The representation in which the body is sent; null when there is none or none can be sent.</summary>
    public ApiMedia? Media { get; private set; }

    /// <summary>Whether the document says what may be answered.</summary>
    public bool DescribesAnswers => Operation.Responses.Count > 0;

    /// <summary>Whether the address holds values that nobody promised to exist.</summary>
    public bool NamesResource => Operation.Parameters.Any(parameter => parameter.In == "path");

    /// <summary>What a valid request must be answered with.</summary>
    public Expectation Accepted => !DescribesAnswers ? Expectation.NoServerError : NamesResource ? Expectation.SuccessOrNotFound : Expectation.Success;

    public static OperationCases Of(ApiOperation operation, Toolbox tools)
    {
        var cases = new OperationCases(operation, tools);
        cases.Problem = operation.Problem ?? cases.Fill();
        return cases;
    }

    /// <summary>All the tests of the operation, those of its method's neighbours aside.</summary>
    public IEnumerable<TestCase> All() =>
        PositiveCases.Of(this)
            .Concat(MissingCases.Of(this))
            .Concat(WrongTypeCases.Of(this))
            .Concat(BoundaryCases.Of(this))
            .Concat(UnexpectedCases.Of(this))
            .Concat(CredentialCases.Of(this));

    /// <summary>A row, or nothing when the values cannot be sent.</summary>
    public IEnumerable<CaseRow> Row(string what, OperationValues values) =>
        Tools.Requests.Write(Operation, values) is { } request ? [new CaseRow(what, request)] : [];

    /// <summary>A body for the request; null when none could be made.</summary>
    public Sample? Body(bool full)
    {
        if (Media is not { } media)
        {
            return null;
        }

        if (media.Example is { } example && (media.Schema is not { } described || Tools.Conformance.Fits(described, Node(example))))
        {
            return new Sample(Node(example));
        }

        return media.Schema is { } schema ? Tools.Samples.Write(schema, full)
            : media.IsJson ? new Sample(new JsonObject())
            : new Sample(JsonValue.Create("sample"));
    }

    /// <summary>A value of a parameter; null when none could be made.</summary>
    public Sample? Value(ApiParameter parameter, bool full) =>
        parameter.Example is { } example && Tools.Conformance.Fits(parameter.Schema, Node(example)) ? new Sample(Node(example))
        : NamesVictim(parameter) ? new Sample(JsonValue.Create(UnlikelyId))
        : Tools.Samples.Write(parameter.Schema, full);

    // The first item of a server is somebody's. What is deleted by number is one that a test created, or one that hardly exists.
    private bool NamesVictim(ApiParameter parameter) =>
        parameter.In == "path" && Operation.Method == "DELETE"
        && Tools.Schemas.Read(parameter.Schema) is { Type: "integer" or "number", Examples.Count: 0 }
        && Tools.Conformance.Fits(parameter.Schema, JsonValue.Create(UnlikelyId));

    private string? Fill()
    {
        foreach (var parameter in Operation.Parameters.Where(parameter => parameter.Required))
        {
            if (Value(parameter, full: false) is not { } value)
            {
                return $"no value that its schema allows could be derived for the {parameter.In} parameter '{Excerpt.Of(parameter.Name, 60)}'; an example in the document would help.";
            }

            Minimal = Minimal.With(parameter, value.Node);
        }

        if (Operation.Body is { } body)
        {
            Media = BodyText.Choose(body);
            var content = Body(full: false);
            if (content is not null && (body.Required || Operation.Method is "POST" or "PUT" or "PATCH"))
            {
                Minimal = Minimal with { Body = content };
            }
            else if (content is null && body.Required)
            {
                return Media is null
                    ? $"no test can send a body of type {Excerpt.Of(string.Join(", ", body.Content.Select(media => media.MediaType)), 100)}."
                    : "no body that its schema allows could be derived; an example in the document would help.";
            }
        }

        return Tools.Requests.Write(Operation, Minimal) is null ? "its valid request cannot be sent over HTTP (an empty path segment, or a header that is not plain text)." : null;
    }

    private static JsonNode? Node(System.Text.Json.JsonElement value) => JsonNode.Parse(value.GetRawText(), documentOptions: new System.Text.Json.JsonDocumentOptions { MaxDepth = 1000 });
}
