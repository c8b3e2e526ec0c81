namespace Workflows.Activities.Approvals;

/// <summary>The keys of signed links: the newest signs, all of them verify. A link dies with the key that signed it.</summary>
public interface ILinkKeys
{
    /// <summary>The key that signs. Where there is none yet, and keys are this host's to make, it is made.</summary>
    /// <exception cref="LinkKeyException">There is none, or it cannot be read.</exception>
    LinkKey Newest();

    /// <summary>The key of that id, or null.</summary>
    /// <exception cref="LinkKeyException">It is there and cannot be read.</exception>
    LinkKey? Find(string id);

    /// <summary>Makes a new key, which signs from now on; links that older keys signed stay good. Gives its id.</summary>
    /// <exception cref="LinkKeyException">It cannot be stored, or keys are not this host's to make.</exception>
    string Rotate();

    /// <summary>Removes a key: every link that it signed is refused from now on. False when there is none of that id.</summary>
    /// <exception cref="LinkKeyException">It cannot be removed, or keys are not this host's to remove.</exception>
    bool Remove(string id);
}
