using System.Text;
using Workflows.Activities.Execution;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Publishing;

/// <summary>Writes the files that a developer keeps: the tests, and a project beside them. Idempotent: the same code and title give the same files.</summary>
internal sealed class PublishTests(IArtifactStore artifacts) : IActivity<PublishInput, PublishedTests>
{
    /// <inheritdoc />
    public async Task<PublishedTests> RunAsync(ActivityContext context, PublishInput input, CancellationToken cancellationToken)
    {
        var name = ProjectName.From(input.Title);
        var code = await artifacts.ReadRequiredAsync(input.Code, cancellationToken);
        var codeFile = await artifacts.WriteAsync(input.RunId, $"tests/{name}.cs", code, "text/x-csharp", cancellationToken);
        var project = await artifacts.WriteAsync(
            input.RunId, $"tests/{name}.csproj", Encoding.UTF8.GetBytes(PublishedProject.Write(name + ".cs")), "application/xml", cancellationToken);
        return new PublishedTests(codeFile, project);
    }
}
