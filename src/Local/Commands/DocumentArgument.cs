using Workflows.Http.Client;
using Workflows.Http.Contracts;

namespace Workflows.Local.Commands;

/// <summary>A document that was named on the command line: a file, or an address that the host fetches.</summary>
internal static class DocumentArgument
{
    public static async Task<ApiResult<AcceptedRun>> SubmitAsync(
        WorkflowsApiClient client, string text, GenerateRequest options, int maxBytes, CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return await client.GenerateAsync(options with { Url = text }, cancellationToken);
        }

        var document = await ReadAsync(text, maxBytes, cancellationToken);
        return await client.GenerateAsync(document, IsJson(document) ? "application/json" : "application/yaml", options, cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new CliException(ExitCode.Usage, $"{path} is a folder.", "Name the OpenAPI document itself.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new CliException(ExitCode.NotFound, $"There is no file {Path.GetFullPath(path)}.", "Name an OpenAPI document (JSON or YAML), or its http(s) address.");
        }

        if (file.Length > maxBytes)
        {
            throw new CliException(ExitCode.Usage, $"{path} has {file.Length} bytes; the limit is {maxBytes}.", "Split the document, or raise Workflows:MaxDocumentBytes and OpenApi:MaxDocumentBytes.");
        }

        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", "Check its permissions.", exception);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> document)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        var start = (document.StartsWith(byteOrderMark) ? document[3..] : document).TrimStart(" \t\r\n"u8);
        return !start.IsEmpty && start[0] is (byte)'{' or (byte)'[';
    }
}
