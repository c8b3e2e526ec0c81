namespace Workflows.Activities.Agents;

/// <summary>
/// The rule by which long conversations are told in short: once one is over the limit, its oldest turns become a line for each tool call, as
/// many as it takes to come down to half of the limit. The instructions, the prompt and the last turn always stay whole. So it happens
/// seldom, and always at the same turns, whoever works it out.
/// </summary>
internal static class Compaction
{
    /// <summary>The last turn that is told in short from now on.</summary>
    public static int Next(Conversation conversation, int mostCharacters)
    {
        var (left, turn) = (conversation.Bytes, conversation.CompactedTo);
        if (left <= mostCharacters)
        {
            return turn;
        }

        foreach (var exchange in conversation.Whole.SkipLast(1))
        {
            if (left <= mostCharacters / 2)
            {
                break;
            }

            left -= exchange.Json.Length;
            turn = exchange.Turn;
        }

        return turn;
    }
}
