namespace Workflows.Domain.Gates;

/// <summary>Makes and reads signed links.</summary>
public interface IGateLinks
{
    /// <summary>The token of a link: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only.</summary>
    string Sign(GateLink link);

    /// <summary>Reads a token. Whatever is wrong with it is an answer, never an exception.</summary>
    GateLinkReading Read(string token);
}
