using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.Domain.Tests.House;

/// <summary>The determinism rules are a list of symbols; a line that names no real symbol would ban nothing, in silence.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly string[] Lines =
        [.. File.ReadAllLines(SourceTree.At("src", "Domain", "BannedSymbols.txt")).Where(line => line.Trim().Length > 0)];

    private static readonly CSharpCompilation Library = CSharpCompilation.Create(
        "library",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)));

    public static TheoryData<string> BannedIds => new(Lines.Select(line => line.Split(';')[0]));

    [Theory]
    [MemberData(nameof(BannedIds))]
    public void Each_line_names_a_real_symbol(string id) => Assert.NotEmpty(DocumentationCommentId.GetSymbolsForDeclarationId(id, Library));

    [Fact]
    public void Each_line_says_what_to_do_instead_and_stands_once()
    {
        Assert.All(Lines, line => Assert.False(string.IsNullOrWhiteSpace(line.Split(';', 2).ElementAtOrDefault(1)), line));
        Assert.Equal(Lines.Length, Lines.Select(line => line.Split(';')[0]).Distinct().Count());
    }

    [Fact]
    public void The_list_is_wired_into_the_build()
    {
        var project = XDocument.Load(SourceTree.At("src", "Domain", "Domain.csproj"));

        Assert.Contains(project.Descendants("AdditionalFiles"), file => file.Attribute("Include")!.Value == "BannedSymbols.txt");
        Assert.Contains(project.Descendants("PackageReference"), package =>
            package.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers"
            && package.Attribute("IncludeAssets")!.Value.Contains("analyzers", StringComparison.Ordinal));
    }

    /// <summary>What the rule of the house names: no clock, no randomness, no I/O, no Task.Run, no ConfigureAwait.</summary>
    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("T:System.IO.File")]
    [InlineData("N:System.Net.Http")]
    [InlineData("M:System.Threading.Tasks.Task.Run(System.Action)")]
    [InlineData("M:System.Threading.Tasks.Task.Run``1(System.Func{System.Threading.Tasks.Task{``0}})")]
    [InlineData("M:System.Threading.Tasks.Task.ConfigureAwait(System.Boolean)")]
    [InlineData("M:System.Threading.Tasks.Task`1.ConfigureAwait(System.Boolean)")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.TimeSpan)")]
    public void What_a_replay_cannot_repeat_is_on_the_list(string id) => Assert.Contains(Lines, line => line.Split(';')[0] == id);

    [Fact]
    public void Every_overload_of_task_run_delay_and_configure_await_is_on_the_list()
    {
        string[] types = ["System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask", "System.Threading.Tasks.ValueTask`1"];
        var dangerous = types
            .SelectMany(type => Library.GetTypeByMetadataName(type)!.GetMembers())
            .Where(member => member.DeclaredAccessibility == Accessibility.Public && member.Name is "Run" or "Delay" or "ConfigureAwait")
            .Select(member => DocumentationCommentId.CreateDeclarationId(member)!.Split('~')[0])
            .ToList();
        var banned = Lines.Select(line => line.Split(';')[0]).ToHashSet();

        // An overload that takes a banned type (TimeProvider) cannot be called anyway.
        Assert.DoesNotContain(dangerous, id => !banned.Contains(id) && !id.Contains("System.TimeProvider", StringComparison.Ordinal));
    }
}
