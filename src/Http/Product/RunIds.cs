using System.Security.Cryptography;
using System.Text;

namespace Workflows.Http.Product;

/// <summary>Ids of runs: new ones tell when they were made and sort by it, keyed ones are the same for the same key.</summary>
internal static class RunIds
{
    public static string New(TimeProvider time) =>
        $"run-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    public static string FromKey(string key) => "key-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
}
