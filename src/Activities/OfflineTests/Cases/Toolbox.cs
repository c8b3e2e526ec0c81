using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>What cases are made with, one set for a document.</summary>
internal sealed class Toolbox
{
    public Toolbox(ApiDocument api)
    {
        Schemas = new SchemaReader(api.References);
        Conformance = new Conformance(api.References, Patterns);
        Samples = new SampleWriter(Schemas, Conformance, Patterns);
        Requests = new RequestWriter(new BodyText(Schemas));
        Budget = CaseBudget.Of(api.Operations.Count);
    }

    public Patterns Patterns { get; } = new();

    public SchemaReader Schemas { get; }

    public Conformance Conformance { get; }

    public SampleWriter Samples { get; }

    public RequestWriter Requests { get; }

    public CaseBudget Budget { get; }
}
