using Workflows.Http.Contracts;

namespace Workflows.Http.Client;

/// <summary>What the API answered: a value, or the problem.</summary>
/// <param name="Value">The value; null when there is a problem.</param>
/// <param name="Problem">The problem; null when there is none.</param>
public sealed record ApiResult<T>(T? Value, ProblemBody? Problem) where T : class;
