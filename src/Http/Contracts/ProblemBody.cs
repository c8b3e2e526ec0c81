namespace Workflows.Http.Contracts;

/// <summary>Problem details, RFC 9457.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says the kind.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What happened, and what to do.</param>
public sealed record ProblemBody(string Type, string Title, int Status, string Detail);
