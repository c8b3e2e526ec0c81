namespace Workflows.Activities.Tests.Models;

/// <summary>What a <see cref="ModelServer"/> was sent.</summary>
internal sealed record ModelCall(string Body, string Authorization, string IdempotencyKey);
