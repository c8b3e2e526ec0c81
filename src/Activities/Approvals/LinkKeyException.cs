namespace Workflows.Activities.Approvals;

/// <summary>The keys of signed links cannot be had. The message says why and what to do; it never holds a key.</summary>
public sealed class LinkKeyException(string message, Exception? inner = null) : Exception(message, inner);
