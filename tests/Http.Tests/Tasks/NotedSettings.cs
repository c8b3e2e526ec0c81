using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Workflows.Http.Tests.Tasks;

/// <summary>Settings that are all empty, and remember what was asked for.</summary>
internal sealed class NotedSettings : IConfiguration
{
    public HashSet<string> Names { get; } = [];

    public string? this[string key]
    {
        get
        {
            Names.Add(key);
            return null;
        }
        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => [];

    public IChangeToken GetReloadToken() => throw new NotSupportedException();

    public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
}
