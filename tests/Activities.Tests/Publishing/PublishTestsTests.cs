using System.Xml.Linq;
using Workflows.Activities.Publishing;
using Workflows.Activities.Tests.Execution;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Publishing;

public sealed class PublishTestsTests
{
    [Theory]
    [InlineData("Swagger Petstore - v3!", "SwaggerPetstoreV3Tests")]
    [InlineData("ping", "PingTests")]
    [InlineData("Load Tests", "LoadTests")]
    [InlineData("tests", "TestsTests")]
    [InlineData("3D printing", "Api3DPrintingTests")]
    [InlineData("Магазин", "ApiTests")]
    [InlineData("", "ApiTests")]
    [InlineData("../../etc/passwd", "EtcPasswdTests")]
    [InlineData("<x/>&\"'", "XTests")]
    public void The_project_is_named_after_the_document(string title, string name) => Assert.Equal(name, ProjectName.From(title));

    [Fact]
    public void A_long_title_gives_a_name_that_every_file_system_takes() => Assert.InRange(ProjectName.From(new string('a', 5000)).Length, 10, 70);

    [Fact]
    public async Task Code_and_project_lie_side_by_side()
    {
        var artifacts = new MemoryArtifacts();
        var code = await artifacts.PutAsync("run", "code/round-1.formatted.cs", "public class T;");

        var published = await new PublishTests(artifacts).RunAsync(
            new ActivityContext("run", "PublishTests", "k"), new PublishInput("run", code, "Pet store"), CancellationToken.None);

        Assert.Equal(("tests/PetStoreTests.cs", "tests/PetStoreTests.csproj"), (published.Code.Name, published.Project.Name));
        Assert.Equal("public class T;", await artifacts.TextAsync(published.Code));
        var project = XDocument.Parse(await artifacts.TextAsync(published.Project));
        Assert.Equal("PetStoreTests.cs", Assert.Single(project.Descendants("Compile")).Attribute("Include")!.Value);
        Assert.Equal(
            ["Microsoft.NET.Test.Sdk 18.11.0", "xunit 2.9.3", "xunit.runner.visualstudio 3.1.5"],
            project.Descendants("PackageReference").Select(one => $"{one.Attribute("Include")!.Value} {one.Attribute("Version")!.Value}"));
        Assert.All(
            ["ImportDirectoryBuildProps", "ImportDirectoryBuildTargets", "ImportDirectoryPackagesProps", "ManagePackageVersionsCentrally"],
            name => Assert.Equal("false", project.Descendants(name).Single().Value));
        Assert.All([published.Code, published.Project], one => Assert.Null(ArtifactName.Problem(one.Name)));
    }
}
