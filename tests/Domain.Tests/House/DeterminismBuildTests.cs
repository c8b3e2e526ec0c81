using System.Diagnostics;

namespace Workflows.Domain.Tests.House;

public sealed class DeterminismBuildTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The rule is only worth something when the real build refuses the real thing: a copy of Domain with one orchestrator that offends.</summary>
    [Fact]
    public async Task The_build_refuses_an_orchestrator_that_a_replay_could_not_repeat()
    {
        var root = Directory.CreateTempSubdirectory("workflows-domain-");
        try
        {
            CopyDomain(root.FullName);
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "src", "Domain", "Offender.cs"), """
                namespace Workflows.Domain;

                internal static class Offender
                {
                    public static DateTime Clock() => DateTime.UtcNow;

                    public static Guid Chance() => Guid.NewGuid();

                    public static Task Thread() => Task.Run(() => { });

                    public static async Task Elsewhere(Task task) => await task.ConfigureAwait(false);

                    public static string Disk() => File.ReadAllText("x");
                }
                """);

            var (exitCode, output) = await BuildAsync(Path.Combine(root.FullName, "src", "Domain"));

            Assert.NotEqual(0, exitCode);
            foreach (var line in new[] { 5, 7, 9, 11, 13 })
            {
                Assert.Contains($"Offender.cs({line},", output, StringComparison.Ordinal);
            }

            Assert.Contains("error RS0030", output, StringComparison.Ordinal);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static void CopyDomain(string target)
    {
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig" })
        {
            File.Copy(SourceTree.At(name), Path.Combine(target, name));
        }

        foreach (var config in Directory.EnumerateFiles(SourceTree.Root, "*uget.config", SearchOption.TopDirectoryOnly))
        {
            File.Copy(config, Path.Combine(target, Path.GetFileName(config)));
        }

        var source = SourceTree.At("src", "Domain");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj")
            {
                continue;
            }

            var copy = Path.Combine(target, "src", "Domain", relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<(int ExitCode, string Output)> BuildAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "build", folder, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // The outer build's settings must not reach the inner one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
