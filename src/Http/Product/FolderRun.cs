namespace Workflows.Http.Product;

/// <summary>A run that works on the folder that another one is asked for.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Differs">What is asked for otherwise than it was of that run, in the words of the API; empty where it is the same.</param>
internal sealed record FolderRun(string RunId, IReadOnlyList<string> Differs);
