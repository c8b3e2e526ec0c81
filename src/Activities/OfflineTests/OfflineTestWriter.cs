using Workflows.Activities.Models;
using Workflows.Activities.OfflineTests.Code;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests;

/// <summary>
/// Writes tests from an OpenAPI document by rules, without a language model. It knows the document and nothing else, so no expectation
/// can bend to what a server answers; and the same document gives the same bytes.
/// </summary>
public sealed class OfflineTestWriter : IOfflineWriter
{
    // The document was measured when it was understood; here only what would break the process is refused.
    private static readonly OpenApiOptions Limits = new() { MaxDocumentBytes = int.MaxValue, MaxOperations = int.MaxValue, MaxDepth = 500, MaxNodes = int.MaxValue, AllowExternalReferences = true };

    /// <inheritdoc />
    public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => WriteSuite(api, cancellationToken).Code;

    /// <summary>Writes the tests and says what they cover: every operation has tests, or a reason why not.</summary>
    /// <param name="api">The document; any supported version, JSON or YAML.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="Domain.GenerateTests.InvalidDocumentException">It is no OpenAPI document.</exception>
    public static OfflineSuite WriteSuite(ReadOnlyMemory<byte> api, CancellationToken cancellationToken)
    {
        var document = DocumentReader.Read(api, Limits, address: null, cancellationToken);
        return new SuiteCode(ApiDocument.Read(ApiJson.Element(document.Root))).Write(cancellationToken);
    }
}
