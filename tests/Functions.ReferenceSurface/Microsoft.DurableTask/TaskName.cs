namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity. Two names that differ in case only are the same.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Wraps a name; null makes the default value.</summary>
    public TaskName(string name) => Name = name;

    /// <summary>The name; null in the default value.</summary>
    public string Name { get; }

    /// <summary>The name as a text.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>A text as a name; an empty one makes the default value.</summary>
    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    /// <summary>Compares without case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Compares without case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
