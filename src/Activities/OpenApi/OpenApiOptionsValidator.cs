using Microsoft.Extensions.Options;

namespace Workflows.Activities.OpenApi;

/// <summary>Refuses wrong settings at start, by name.</summary>
internal sealed class OpenApiOptionsValidator : IValidateOptions<OpenApiOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenApiOptions options)
    {
        var problems = new List<string>();
        Check(problems, nameof(options.MaxDocumentBytes), options.MaxDocumentBytes, 1024, 256 * 1024 * 1024);
        Check(problems, nameof(options.MaxOperations), options.MaxOperations, 1, 100_000);
        Check(problems, nameof(options.MaxDepth), options.MaxDepth, 16, 500);
        Check(problems, nameof(options.MaxNodes), options.MaxNodes, 1_000, 50_000_000);
        Check(problems, nameof(options.FetchTimeoutSeconds), options.FetchTimeoutSeconds, 1, 600);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Check(List<string> problems, string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            problems.Add($"OpenApi:{name} is {value}; it must be a whole number from {least} to {most}.");
        }
    }
}
