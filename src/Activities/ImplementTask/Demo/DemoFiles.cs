namespace Workflows.Activities.ImplementTask.Demo;

/// <summary>What the script writes for the demo task.</summary>
internal static class DemoFiles
{
    /// <summary>The file with the mistake that the first round makes, and the tests find.</summary>
    public const string Source = "workspace/src/Greeter/Greeting.cs";

    /// <summary>The mistake: a name of blanks counts as a name.</summary>
    public const string Mistake = "string.IsNullOrEmpty(name)";

    /// <summary>What is right.</summary>
    public const string Correction = "string.IsNullOrWhiteSpace(name)";

    public const string Readme = "workspace/README.md";

    /// <summary>The files of the first round, by path.</summary>
    public static IReadOnlyList<(string Path, string Text)> Workspace { get; } =
    [
        ("workspace/Directory.Build.props", Read("Directory.Build.props")),
        ("workspace/Greeter.slnx", Read("Greeter.slnx")),
        ("workspace/src/Greeter/Greeter.csproj", Read("Greeter.csproj")),
        (Source, Read("Greeting.cs")),
        ("workspace/tests/Greeter.Tests/Greeter.Tests.csproj", Read("Greeter.Tests.csproj")),
        ("workspace/tests/Greeter.Tests/GreetingTests.cs", Read("GreetingTests.cs")),
        (Readme, Read("README.md")),
    ];

    /// <summary>The decision that the run made.</summary>
    public static string Decision { get; } = Read("decision.md");

    /// <summary>What is added to the architecture.</summary>
    public static string Architecture { get; } = Read("architecture.md");

    /// <summary>Whether a prompt is about the demo task.</summary>
    public static bool IsDemo(string prompt) => prompt.Contains("A tiny class library `Greeter` in `workspace/` that greets people, with tests and a README.", StringComparison.Ordinal);

    private static string Read(string name) => EmbeddedText.Read($"ImplementTask.Demo.Files.{name}");
}
