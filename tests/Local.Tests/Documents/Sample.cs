using System.Text.Json;

namespace Workflows.Local.Tests.Documents;

/// <summary><c>local.settings.sample.json</c>.</summary>
internal static class Sample
{
    public static IReadOnlyDictionary<string, string> Settings()
    {
        using var sample = JsonDocument.Parse(Repository.Read("local.settings.sample.json"));
        return sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
    }
}
