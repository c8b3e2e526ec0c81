using Workflows.Domain.Gates;
using Workflows.Domain.ImplementTask;
using Workflows.Http.Examples;
using Workflows.Http.Forks;
using Workflows.Http.Product;

namespace Workflows.Http;

/// <summary>Limits of the HTTP surface.</summary>
public sealed record HttpApiOptions
{
    /// <summary>The root that links in answers begin with; null takes it from each request.</summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>Most bytes of a document.</summary>
    public int MaxDocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most bytes of an input or an event.</summary>
    public int MaxPayloadBytes { get; init; } = 256 * 1024;

    /// <summary>How long the whole of a body may take to arrive.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request may wait for a run to change.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a decision may wait until its gate has looked at it.</summary>
    public TimeSpan MaxDecisionWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most artifacts in the body of a run; <c>/v1/runs/{id}/artifacts</c> lists all of them.</summary>
    public int MaxArtifacts { get; init; } = 200;

    /// <summary>Most single test results in the body of a run; all of them are in its artifact.</summary>
    public int MaxResults { get; init; } = 500;

    /// <summary>How tests are delivered; null where no repository is configured, so that nothing can be.</summary>
    public DeliveryDefaults? Delivery { get; init; }

    /// <summary>How tasks are implemented.</summary>
    public ImplementDefaults Implement { get; init; } = new(new ImplementTaskSettings(), new DeliveryDefaults(new GateRules { RequesterMayDecide = true }, 3, true));

    /// <summary>Which models everybody may choose for a fork.</summary>
    public ForkModels ForkModels { get; init; } = new([]);

    /// <summary>The examples that the host can start.</summary>
    public IExamples Examples { get; init; } = new NoExamples();

    /// <summary>The status code for a failure that this project does not know (a store's own exception), or null for one that is unexpected.</summary>
    public Func<Exception, int?> StatusOfFailure { get; init; } = _ => null;
}
