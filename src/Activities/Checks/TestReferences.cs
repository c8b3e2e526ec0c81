using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Workflows.Activities.Execution;

namespace Workflows.Activities.Checks;

/// <summary>
/// What generated tests are compiled against: the base library of the running runtime and the very xunit assemblies that the test
/// host runs with. Read once and shared, because reading them costs more than compiling.
/// </summary>
internal sealed class TestReferences
{
    // The test framework without its runner: what is not referenced cannot be called.
    private static readonly string[] Framework = ["xunit.v3.assert.dll", "xunit.v3.core.dll", "xunit.v3.common.dll"];

    private readonly Lazy<ImmutableArray<MetadataReference>> _all = new(Load);

    public ImmutableArray<MetadataReference> All => _all.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var runtime = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Where(IsBaseLibrary);
        var xunit = Framework.Select(name => Path.Combine(TestHostFiles.Folder, name));
        return [.. runtime.Concat(xunit).Order(StringComparer.Ordinal).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))];
    }

    private static bool IsBaseLibrary(string path)
    {
        var name = Path.GetFileName(path);
        return !name.EndsWith(".Native.dll", StringComparison.Ordinal)
            && (name.StartsWith("System.", StringComparison.Ordinal)
                || name is "Microsoft.CSharp.dll" or "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Primitives.dll");
    }
}
