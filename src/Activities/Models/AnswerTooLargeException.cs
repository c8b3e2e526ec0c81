namespace Workflows.Activities.Models;

/// <summary>A response is larger than anything that a model would write.</summary>
internal sealed class AnswerTooLargeException(long limit, string unit) : Exception($"the answer is larger than {limit} {unit}");
