using System.Xml.Linq;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>The packages that the API was read from. Whoever moves a version looks at the API again, and changes it here, too.</summary>
public sealed class PackageTests
{
    private static readonly IReadOnlyDictionary<string, string> Versions = new Dictionary<string, string>
    {
        ["Microsoft.Azure.Functions.Worker"] = "2.52.0",
        ["Microsoft.Azure.Functions.Worker.Sdk"] = "2.0.7",
        ["Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore"] = "2.1.1",
        ["Microsoft.Azure.Functions.Worker.Extensions.DurableTask"] = "1.15.0",
    };

    private static string Project(string path) => Path.Combine(AppSources.Root, path);

    [Fact]
    public void The_app_references_exactly_these_packages_without_versions_of_its_own()
    {
        var references = XDocument.Load(Project("src/Functions/Functions.csproj")).Descendants("PackageReference").ToList();

        Assert.Equal(Versions.Keys.Order(), references.Select(reference => reference.Attribute("Include")!.Value).Order());
        Assert.All(references, reference => Assert.Null(reference.Attribute("Version") ?? reference.Attribute("VersionOverride")));
    }

    [Fact]
    public void The_central_versions_are_those_that_the_API_was_read_from()
    {
        var central = XDocument.Load(Project("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

        Assert.All(Versions, package => Assert.Equal(package.Value, central.GetValueOrDefault(package.Key)));
    }

    [Fact]
    public void The_note_of_the_reference_surface_names_the_same_versions()
    {
        var note = File.ReadAllText(Project("tests/Functions.ReferenceSurface/README.md"));

        // The SDK has no API: it builds.
        Assert.All(Versions.Where(package => !package.Key.EndsWith(".Sdk", StringComparison.Ordinal)),
            package => Assert.Contains($"{package.Key} {package.Value}", note, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tests_take_the_same_packages_when_they_are_there_and_only_they_know_the_surface()
    {
        var own = XDocument.Load(Project("tests/Functions.Tests/Functions.Tests.csproj"));
        var real = own.Descendants("ItemGroup").Single(group => group.Attribute("Condition")?.Value == "'$(AzurePackages)' == 'true'");
        var knowing = Directory.EnumerateFiles(AppSources.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && File.ReadAllText(path).Contains("ReferenceSurface.csproj", StringComparison.Ordinal));

        Assert.Equal(
            Versions.Keys.Where(package => !package.EndsWith(".Sdk", StringComparison.Ordinal)).Order(),
            real.Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value).Order());
        Assert.Equal("Functions.Tests.csproj", Path.GetFileName(Assert.Single(knowing)));
    }

    [Theory]
    [InlineData("Debug", false)]
    [InlineData("Release", false)]
    [InlineData("Azure", true)]
    public void The_solution_builds_the_app_in_its_configuration_Azure_alone(string configuration, bool builds)
    {
        var solution = File.ReadAllLines(Project("Workflows.sln"));
        var id = solution.Single(line => line.Contains("Functions\\Functions.csproj", StringComparison.Ordinal)).Split('"')[^2];

        Assert.Contains(solution, line => line.Trim().StartsWith($"{id}.{configuration}|Any CPU.ActiveCfg", StringComparison.Ordinal));
        Assert.Equal(builds, solution.Any(line => line.Trim().StartsWith($"{id}.{configuration}|Any CPU.Build.0", StringComparison.Ordinal)));
    }
}
