using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>Ids that name an owner are given by keys alone: whoever could choose one without a key would start runs in somebody's name.</summary>
internal static class OwnedIds
{
    /// <exception cref="ArgumentException">The id names an owner.</exception>
    public static void RefuseOwned(string? id)
    {
        if (id is not null && RunOwner.Of(id) is { } owner)
        {
            throw new ArgumentException($"The id '{id}' names the owner '{owner.Prefix}'. Ids of that form are for runs that are started with a key; choose one without '{RunOwner.Mark}'.", nameof(id));
        }
    }
}
