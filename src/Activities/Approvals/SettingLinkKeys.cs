namespace Workflows.Activities.Approvals;

/// <summary>Keys from a setting, for hosts whose machines share no folder. The first one signs.</summary>
internal sealed class SettingLinkKeys(IReadOnlyList<LinkKey> keys) : ILinkKeys
{
    public LinkKey Newest() => keys.Count > 0 ? keys[0] : throw new LinkKeyException(
        $"There is no key to sign links with. Set {ApprovalOptions.LinkKeysSetting} to id:key, where the key is 32 random bytes in base64 (openssl rand -base64 32).");

    public LinkKey? Find(string id) => keys.FirstOrDefault(key => key.Id == id);

    public string Rotate() => throw NotOurs("Put a new id:key in front of the others and restart; links of the others stay good until they are removed.");

    public bool Remove(string id) => throw NotOurs("Remove the key there and restart.");

    private static LinkKeyException NotOurs(string way) => new($"The keys of links come from the setting {ApprovalOptions.LinkKeysSetting}. {way}");
}
