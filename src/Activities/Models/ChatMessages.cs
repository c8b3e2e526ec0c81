namespace Workflows.Activities.Models;

/// <summary>A whole conversation with the tools that the model may call, written in the protocol's JSON already: most of it was sent before.</summary>
/// <param name="Messages">The messages in order: each piece is one or more objects, with commas between them.</param>
/// <param name="Tools">The tools: objects with commas between them; empty for none.</param>
internal sealed record ChatMessages(IReadOnlyList<ReadOnlyMemory<byte>> Messages, ReadOnlyMemory<byte> Tools)
{
    /// <summary>Size in bytes: an upper bound of its tokens.</summary>
    public long Bytes { get; } = Tools.Length + Messages.Sum(message => (long)message.Length + 1);
}
