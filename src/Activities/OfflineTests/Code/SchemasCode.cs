namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Writes the documented schemas into the file.</summary>
internal static class SchemasCode
{
    private const int MaxIndented = 150;

    public static void Write(CodeWriter code, SchemaRegistry registry, int operations)
    {
        // What a person reads is laid out; a large document's schemas are looked up, not read.
        var all = registry.All(indented: operations <= MaxIndented);
        code.Line().Line("/// <summary>The schemas of the document that answers are held against.</summary>");
        code.Open("internal static class Schemas");
        code.Line("private static readonly Dictionary<string, JsonElement> ByName = new()").Line("{");
        foreach (var (name, json) in all)
        {
            if (json.Contains('\n', StringComparison.Ordinal))
            {
                code.Indented($"[{CSharpText.Literal(name)}] = Parse(").Indented("    \"\"\"");
                foreach (var line in json.Split('\n'))
                {
                    code.Indented("    " + line);
                }

                code.Indented("    \"\"\"),");
            }
            else
            {
                code.Indented($"[{CSharpText.Literal(name)}] = Parse({CSharpText.Literal(json)}),");
            }
        }

        code.Line("};").Line();
        code.Open("public static List<string> Check(string schema, JsonElement value)");
        code.Line("var check = new SchemaCheck(Find, Matches, \"writeOnly\", 200_000);").Line("return check.Problems(ByName[schema], value);");
        code.Close().Line();
        code.Line("private static JsonElement? Find(string name) => ByName.TryGetValue(name, out var schema) ? schema : null;").Line();
        code.Line("private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);").Line();
        code.Open("private static JsonElement Parse(string json)");
        code.Line("using var document = JsonDocument.Parse(json);").Line("return document.RootElement.Clone();");
        code.Close();
        code.Close();
    }
}
