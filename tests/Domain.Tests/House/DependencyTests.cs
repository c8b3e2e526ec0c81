using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Tests.House;

public sealed class DependencyTests
{
    [Fact]
    public void Domain_references_nothing_but_the_base_class_library()
    {
        var library = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(Path.GetFileNameWithoutExtension).ToHashSet();

        var references = typeof(OrchestrationContext).Assembly.GetReferencedAssemblies();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference.Name, library));
    }

    [Fact]
    public void Domains_project_file_asks_for_no_project_and_only_for_an_analyzer()
    {
        var project = XDocument.Load(SourceTree.At("src", "Domain", "Domain.csproj"));

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.Empty(project.Descendants("Reference"));
        var package = Assert.Single(project.Descendants("PackageReference"));
        Assert.Equal("Microsoft.CodeAnalysis.BannedApiAnalyzers", package.Attribute("Include")!.Value);
        Assert.Equal("all", package.Attribute("PrivateAssets")!.Value);
    }

    [Theory]
    [InlineData("Activities", "Domain")]
    [InlineData("Engine", "Domain")]
    [InlineData("Http", "Domain")]
    public void A_capability_uses_domain_and_no_other_capability(string project, string allowed)
    {
        var references = XDocument.Load(SourceTree.At("src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Where(name => name is "Domain" or "Activities" or "Engine" or "Http" or "Local" or "Functions");

        Assert.Equal([allowed], references);
    }

    [Fact]
    public void Every_orchestrator_of_the_domain_is_sealed_and_keeps_no_state()
    {
        var orchestrators = typeof(OrchestrationContext).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(i =>
                i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOrchestrator<,>)))
            .ToList();

        Assert.NotEmpty(orchestrators);
        Assert.All(orchestrators, type =>
        {
            Assert.True(type.IsSealed, type.Name);
            Assert.Empty(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
            Assert.All(
                type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic),
                field => Assert.True(field.IsInitOnly || field.IsLiteral, $"{type.Name}.{field.Name} can change"));
        });
    }
}
