namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>What the server of the detection tests does wrong.</summary>
public enum Fault
{
    None,
    ServerError,
    NothingIsFound,
    WrongStatus,
    WrongContentType,
    MissingRequiredProperty,
    WrongPropertyType,
    UndocumentedStatus,
    AcceptsMissingParameter,
    AcceptsMissingProperty,
    AcceptsWrongType,
    AcceptsTooLong,
    RejectsTheLongestAllowed,
    AcceptsTooMuch,
    CreatedIsNotAvailable,
    DeletedIsStillThere,
    AuthIgnored,
    AcceptsUnknownMethod,
}
