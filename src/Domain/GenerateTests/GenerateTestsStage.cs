namespace Workflows.Domain.GenerateTests;

/// <summary>The steps of <c>generate-tests</c>, in their order.</summary>
public enum GenerateTestsStage
{
    /// <summary>The document is read and understood.</summary>
    Understand = 1,

    /// <summary>The prompt is rendered.</summary>
    Prompt,

    /// <summary>The model is asked.</summary>
    Model,

    /// <summary>The code is taken out of the answer.</summary>
    Extract,

    /// <summary>The code is formatted.</summary>
    Format,

    /// <summary>The code is compiled and held against the rules.</summary>
    Check,

    /// <summary>The tests run.</summary>
    Execute,

    /// <summary>A human decides on the tests; only where they are to be delivered.</summary>
    Approve,

    /// <summary>The approved tests are committed.</summary>
    Commit,

    /// <summary>All is done.</summary>
    Done,

    /// <summary>It waits for a top-up of its budget before it asks the model.</summary>
    TopUp,

    /// <summary>It waits until the repository can be reached again.</summary>
    Infrastructure,
}
