using Workflows.Activities.OfflineTests.Cases;
using Workflows.Activities.OfflineTests.Requests;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Writes test methods: a fact for one request, a theory for several that differ at one place.</summary>
internal sealed class TestCode(CodeWriter code, CredentialsCode credentials)
{
    /// <summary>Writes the test and says how many requests it makes.</summary>
    public int Write(OperationCode operation, TestCase test, NameSet names)
    {
        var isTheory = test.Rows.Count > 1 && !test.Rows.Any(row => row.Request.Body is { IsMultipart: true });
        if (isTheory)
        {
            Method(operation, test, test.Rows, names);
            return test.Rows.Count;
        }

        foreach (var row in test.Rows)
        {
            Method(operation, test, [row], names);
        }

        return test.Rows.Count;
    }

    /// <summary>What says of a test who wrote it about what.</summary>
    public static void Traits(CodeWriter code, string title, string story, string severity)
    {
        code.Line($"[Trait(\"title\", {CSharpText.Literal(title)})]");
        code.Line($"[Trait(\"story\", {CSharpText.Literal(story)})]");
        code.Line($"[Trait(\"severity\", \"{severity}\")]");
    }

    /// <summary>Lines that make a request with everything in its place.</summary>
    public static void Request(CodeWriter code, RequestPlan request, string name = "request", string? url = null, string? body = null, (string Name, string Value)? header = null)
    {
        code.Line($"using var {name} = _api.Request(\"{request.Method}\", {url ?? CSharpText.Literal(request.Url)});");
        foreach (var (field, text) in request.Headers)
        {
            code.Line($"{name}.Headers.TryAddWithoutValidation({CSharpText.Literal(field)}, {(header is var (varied, value) && varied == field ? value : CSharpText.Literal(text))});");
        }

        if (request.Body is { IsMultipart: true } form)
        {
            code.Line("var form = new MultipartFormDataContent();");
            foreach (var part in form.Parts)
            {
                code.Line(part.IsFile
                    ? $"form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes({CSharpText.Literal(part.Text)})), {CSharpText.Literal(part.Name)}, \"sample.txt\");"
                    : $"form.Add(new StringContent({CSharpText.Literal(part.Text)}), {CSharpText.Literal(part.Name)});");
            }

            code.Line($"{name}.Content = form;");
        }
        else if (request.Body is { } content)
        {
            code.Line($"{name}.Content = Api.Content({body ?? CSharpText.Literal(content.Text)}, {CSharpText.Literal(content.MediaType)});");
        }
    }

    /// <summary>The call that signs a request in.</summary>
    public static string SignIn(IReadOnlyList<string> schemes, string request) =>
        $"Credentials.Add({request}, {string.Join(", ", schemes.Select(CSharpText.Literal))})";

    /// <summary>What must be true of an answer to somebody who could not sign in; ends the test.</summary>
    public void NotSignedIn(IReadOnlyList<string> schemes, string answer = "answer")
    {
        code.Open("if (!signedIn)");
        code.Line($"Assert.True({answer}.Status is 401 or 403, {answer}.Expected({CSharpText.Literal($"401 or 403, as {credentials.Variables(schemes)} is not set")}));");
        code.Line("return;");
        code.Close().Line();
    }

    private void Method(OperationCode operation, TestCase test, IReadOnlyList<CaseRow> rows, NameSet names)
    {
        var first = rows[0].Request;
        var (signature, url, body, header) = rows.Count == 1 ? ("", (string?)null, (string?)null, ((string, string)?)null) : Varied(rows);
        if (rows.Count == 1)
        {
            code.Line("[Fact]");
        }
        else
        {
            code.Line("[Theory]");
            foreach (var row in rows)
            {
                var value = url is not null ? row.Request.Url : body is not null ? row.Request.Body!.Text : row.Request.Headers.First(field => field.Name == header!.Value.Item1).Value;
                code.Line($"[InlineData({CSharpText.Literal(row.What)}, {CSharpText.Literal(value)})]");
            }
        }

        Traits(code, test.Title, operation.Story, test.Severity);
        code.Open($"public async Task {names.Take($"{operation.Name}_{test.Name}")}({signature})");

        code.Line("// Arrange");
        Request(code, first, "request", url, body, header);
        var signIn = test.SignsIn ? operation.SignIn : null;
        if (signIn is not null)
        {
            code.Line($"var signedIn = {SignIn(signIn, "request")};");
        }

        code.Line().Line("// Act").Line("var answer = await Api.SendAsync(request);").Line().Line("// Assert");
        Assertions(operation, test, signIn, rows.Count == 1 ? rows[0].What : null);
        code.Close().Line();
    }

    private static (string Signature, string? Url, string? Body, (string Name, string Value)? Header) Varied(IReadOnlyList<CaseRow> rows)
    {
        var first = rows[0].Request;
        if (rows.Any(row => row.Request.Url != first.Url))
        {
            return ("string what, string url", "url", null, null);
        }

        if (rows.Any(row => !Rows.SameBody(row.Request.Body, first.Body)))
        {
            return ("string what, string body", null, "body", null);
        }

        var name = first.Headers.First(header => rows.Any(row => !row.Request.Headers.Contains(header))).Name;
        return ("string what, string value", null, null, (name, "value"));
    }

    private void Assertions(OperationCode operation, TestCase test, IReadOnlyList<string>? signIn, string? what)
    {
        var status = test.Expectation switch
        {
            Expectation.Success => ($"answer.{SuccessOf(operation)}", "a documented success: "),
            Expectation.SuccessOrNotFound => ($"answer.{SuccessOf(operation)} || answer.Status == 404", "a documented success, or 404 where nothing is there: "),
            Expectation.Documented when operation.Cases.NamesResource => ($"{operation.Contract}.Documents(answer.Status) || answer.Status == 404", "a documented status, or 404 where nothing is there: "),
            Expectation.Documented => ($"{operation.Contract}.Documents(answer.Status)", "a documented status: "),
            Expectation.Rejected when operation.Cases.NamesResource => (signIn is null ? "answer.IsRejection()" : "answer.IsRejection(signedIn)", "a rejection (4xx): "),
            Expectation.Rejected => ($"{operation.Contract}.Rejects(answer{(signIn is null ? "" : ", signedIn")})", "a rejection (4xx, not an undocumented 404): "),
            Expectation.NoServerError => ("answer.Status < 500", "no server error (the document describes no answer): "),
            Expectation.Unauthorized => ("answer.Status is 401 or 403", "401 or 403: "),
            _ => (signIn is null && operation.Operation.Security.Count == 0 ? "answer.Status is 404 or 405 or 501" : "answer.Status is 401 or 403 or 404 or 405 or 501", "405 (or 404, 501): "),
        };
        if (signIn is not null && test.Expectation is Expectation.Success or Expectation.SuccessOrNotFound or Expectation.Documented)
        {
            NotSignedIn(signIn!);
        }

        var expected = what is null ? $"{CSharpText.Literal(status.Item2)} + what" : CSharpText.Literal(status.Item2 + what);
        code.Line($"Assert.True({status.Item1}, answer.Expected({expected}));");
        if (test.Expectation == Expectation.NotAllowed)
        {
            code.Line($"Assert.True(!answer.Allow.Contains({CSharpText.Literal(test.Rows[0].Request.Method)}), answer.Expected(\"an Allow header without the method that it refuses\"));");
        }
        else
        {
            Deviation(code, operation.Contract, "answer");
        }
    }

    /// <summary>Lines that hold an answer against the contract.</summary>
    public static void Deviation(CodeWriter code, string contract, string answer)
    {
        var name = answer == "answer" ? "deviation" : answer + "Deviation";
        code.Line($"var {name} = {contract}.Deviation({answer});");
        code.Line($"Assert.True({name} is null, {name});");
    }

    // Some operations only redirect; there a redirect is the success.
    private static string SuccessOf(OperationCode operation)
    {
        var responses = operation.Operation.Responses;
        return responses.Any(response => response.Class is 2 or null) || !responses.Any(response => response.Class is 1 or 3) ? "IsSuccess" : "Status < 400";
    }
}
