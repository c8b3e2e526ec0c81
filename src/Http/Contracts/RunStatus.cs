using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Accepted, not yet begun.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Working or waiting.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Paused by an operator.</summary>
    [JsonStringEnumMemberName("suspended")]
    Suspended,

    /// <summary>Ended with a result; <see cref="Run.Outcome"/> says which.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>Ended with an error. It can be rewound.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Ended by an operator.</summary>
    [JsonStringEnumMemberName("terminated")]
    Terminated,
}
