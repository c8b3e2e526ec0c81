using System.Text;

namespace Workflows.Activities.ImplementTask;

/// <summary>Texts that are part of the program.</summary>
internal static class EmbeddedText
{
    /// <summary>The instructions of a role.</summary>
    public static string Instructions(string role) => Read($"ImplementTask.Instructions.{ImplementTaskNames.InstructionsFile(role)}");

    /// <summary>The demo task.</summary>
    public static string Demo { get; } = Read("ImplementTask.Demo.current.md");

    /// <summary>A text by the name of its resource.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The text '{name}' is not part of the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
