namespace Workflows.Domain.ImplementTask;

/// <summary>Where a run stands.</summary>
public enum ImplementTaskStage
{
    /// <summary>Taking the files.</summary>
    Open,

    /// <summary>The planner plans.</summary>
    Plan,

    /// <summary>A human decides on the plan.</summary>
    ApprovePlan,

    /// <summary>The implementer works.</summary>
    Implement,

    /// <summary>The loop runs the tests itself.</summary>
    Test,

    /// <summary>The reviewer reviews.</summary>
    Review,

    /// <summary>The tech writer documents.</summary>
    Document,

    /// <summary>A human decides on the change.</summary>
    Approve,

    /// <summary>The change is committed and written back.</summary>
    Commit,

    /// <summary>Waits for a budget to be raised.</summary>
    TopUp,

    /// <summary>Waits until the model, or the repository, can be reached again.</summary>
    Infrastructure,

    /// <summary>Over.</summary>
    Done,
}
