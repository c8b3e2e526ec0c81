namespace Workflows.Http.Examples;

/// <summary>An example that comes with the product.</summary>
/// <param name="Id">By which it is asked for.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What it shows.</param>
public sealed record Example(string Id, string Title, string Description);
