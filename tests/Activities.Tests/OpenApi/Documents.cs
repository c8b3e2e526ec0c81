using System.Text;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Tests.OpenApi;

/// <summary>Short ways to read a document in tests.</summary>
internal static class Documents
{
    public static NormalizedDocument Read(string document, OpenApiOptions? options = null, Uri? address = null) =>
        DocumentReader.Read(Encoding.UTF8.GetBytes(document), options ?? new OpenApiOptions(), address, CancellationToken.None);

    public static ApiDocument Api(string document) => ApiDocument.Read(ApiJson.Element(Read(document).Root));

    /// <summary>A document with one GET, to which a test adds what it is about.</summary>
    public static string WithOperation(string operation, string rest = "") =>
        """{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":""" + operation + "}}" + rest + "}";
}
