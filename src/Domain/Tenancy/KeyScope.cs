namespace Workflows.Domain.Tenancy;

/// <summary>What the holder of a key may do, within the runs of the key's owner.</summary>
public enum KeyScope
{
    /// <summary>Sees runs, artifacts, gates and budgets.</summary>
    Read,

    /// <summary>Starts and controls runs.</summary>
    Run,

    /// <summary>Decides at gates.</summary>
    Decide,

    /// <summary>Sees and does everything, for every owner.</summary>
    Admin,
}
