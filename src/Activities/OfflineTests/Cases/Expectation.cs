namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>What an answer must be for the test to pass. None of them depends on what a server answers.</summary>
internal enum Expectation
{
    /// <summary>A documented success.</summary>
    Success,

    /// <summary>A documented success, or 404 where the address holds values that nobody promised to exist.</summary>
    SuccessOrNotFound,

    /// <summary>Any documented status: the request is valid, but parameters may exclude each other in ways that a document cannot say.</summary>
    Documented,

    /// <summary>Anything but 5xx: the document describes no answer at all.</summary>
    NoServerError,

    /// <summary>A 4xx; not 404 or 405 where the address is fixed and they are not documented.</summary>
    Rejected,

    /// <summary>401 or 403.</summary>
    Unauthorized,

    /// <summary>405, or what servers say instead of it: 404, 501.</summary>
    NotAllowed,
}
