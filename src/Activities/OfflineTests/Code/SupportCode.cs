using System.Reflection;
using Workflows.Activities.OfflineTests.Emitted;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>The small types that stand at the end of every generated file. They are files of this project, so that they are read, built and formatted as any other code.</summary>
internal static class SupportCode
{
    private static readonly string[] Types = ["Api", "Answer", "Contract", "SchemaCheck"];

    public static void Write(CodeWriter code)
    {
        foreach (var type in Types)
        {
            code.Line();
            foreach (var line in Body(type))
            {
                code.Line(line);
            }
        }
    }

    /// <summary>The lines after the file's namespace.</summary>
    private static IEnumerable<string> Body(string type)
    {
        var name = $"OfflineTests.Emitted.{type}.cs";
        using var stream = typeof(SchemaCheck).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from {Assembly.GetExecutingAssembly().GetName().Name}.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd().Split('\n')
            .SkipWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal)).Skip(1).SkipWhile(line => line.Length == 0)];
    }
}
