namespace Workflows.Activities.Models;

/// <summary>What is known of the cost of a call.</summary>
public enum ChatBilling
{
    /// <summary>Nothing: it may have cost all that it could.</summary>
    Unknown,

    /// <summary>The endpoint has told its usage.</summary>
    Reported,

    /// <summary>It was refused before anything was done, and costs nothing.</summary>
    Nothing,
}
