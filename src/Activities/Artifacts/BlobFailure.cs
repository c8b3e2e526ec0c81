using Azure;
using Azure.Identity;

namespace Workflows.Activities.Artifacts;

/// <summary>What a person is told when a storage account did not do what it was asked to.</summary>
internal static class BlobFailure
{
    private const int MostReason = 300;

    /// <summary>Whether the failure is one of the account, the way to it, or the identity, and none of the program.</summary>
    public static bool Explains(Exception failure) => failure is RequestFailedException or AuthenticationFailedException or AggregateException;

    /// <summary>Why it failed and what to do, as sentences.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="identity">Who entered; null for a connection string.</param>
    public static string Describe(Exception failure, StorageIdentity? identity) => $"{Reason(failure)}. {WhatToDo(Innermost(failure), identity)}";

    // The service's own message is many lines with headers; the code says it in a word.
    private static string Reason(Exception failure) => Innermost(failure) switch
    {
        RequestFailedException { Status: > 0 } refused => $"the service answered {refused.Status} {refused.ErrorCode}".TrimEnd(),
        RequestFailedException unreachable => unreachable.InnerException?.Message ?? unreachable.Message,
        AuthenticationFailedException noToken => $"there is no token for it ({FirstLine(noToken.Message)})",
        var other => other.Message,
    };

    private static string WhatToDo(Exception failure, StorageIdentity? identity) => (identity, failure) switch
    {
        (null, _) => $"Check that the storage service runs and that {ArtifactOptions.ConnectionSetting} is right, or leave it empty to keep artifacts in a folder.",
        ({ } who, RequestFailedException { Status: 403 }) =>
            $"A role is missing: {who.Who} needs Storage Blob Data Contributor (or Storage Blob Data Owner) on the storage account. " +
            "A role that was just given takes some minutes; with the role, look at the account's network rules.",
        ({ } who, AuthenticationFailedException) =>
            $"Check that {who.Who} is assigned to this host, and the settings {StorageIdentity.CredentialSetting} and {StorageIdentity.ClientIdSetting}.",
        _ => $"Check that {StorageIdentity.AccountSetting} or {StorageIdentity.ServiceSetting} is right and that this host reaches the account.",
    };

    private static Exception Innermost(Exception failure) => failure is AggregateException { InnerExceptions: [.., var last] } ? Innermost(last) : failure;

    private static string FirstLine(string text)
    {
        var line = text.Split('\n', 2)[0].Trim().TrimEnd('.');
        return line.Length > MostReason ? line[..MostReason] + "…" : line;
    }
}
