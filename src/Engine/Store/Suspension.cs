namespace Workflows.Engine.Store;

/// <summary>How an instance was suspended. The numbers are in files.</summary>
internal enum Suspension
{
    /// <summary>It alone; or it is not suspended.</summary>
    Alone = 0,

    /// <summary>By request, with all that are below it.</summary>
    Family = 1,

    /// <summary>Because one above it was, with all that are below it.</summary>
    WithParent = 2,
}
