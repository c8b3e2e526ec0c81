namespace Workflows.Http.Gates.Pages;

/// <summary>An artifact as a page shows it.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Name">Its name within the run.</param>
/// <param name="Text">The beginning of its text; empty when it cannot be shown.</param>
/// <param name="Note">What is left out, or why nothing is shown; null when all of it is there.</param>
internal sealed record ShownItem(string Label, string Name, string Text, string? Note);
