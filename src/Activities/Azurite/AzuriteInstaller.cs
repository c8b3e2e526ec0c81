using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Azurite;

/// <summary>
/// Installs the pinned package with <c>npm ci</c>, once per user and lock file. The work is done aside and renamed into place, so that
/// a folder of the final name is complete.
/// </summary>
/// <param name="packageFolder">Holds <c>package.json</c>, <c>package-lock.json</c> and <c>.npmrc</c>.</param>
/// <param name="searchPath">Where programs are searched, in the form of PATH.</param>
internal sealed class AzuriteInstaller(AzuriteOptions options, string packageFolder, string? searchPath, ILogger logger)
{
    private const int OutputShown = 2000;
    private static readonly string[] PackageFiles = ["package.json", "package-lock.json", ".npmrc"];

    /// <summary>Path of Azurite's main script.</summary>
    /// <exception cref="AzuriteException">It cannot be installed.</exception>
    public async Task<string> InstallAsync(CancellationToken cancellationToken)
    {
        var target = Path.Combine(options.ToolsFolder, await FolderNameAsync(cancellationToken));
        var script = Path.Combine(target, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(script))
        {
            return script;
        }

        var npm = NodeTools.Find("npm", searchPath);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.InstallTimeout);
        try
        {
            Directory.CreateDirectory(options.ToolsFolder);
            await using var turn = await FileLock.AcquireAsync(target + ".lock", deadline.Token);
            // Somebody else may have done it while this one waited.
            if (!File.Exists(script))
            {
                await InstallIntoAsync(target, npm, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Installing Azurite took longer than {options.InstallTimeout.TotalSeconds:0} s and was ended. Check that npm reaches its registry, then try again.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AzuriteException($"Azurite cannot be installed in '{options.ToolsFolder}': {failure.Message} Set Azurite:ToolsFolder to a folder that can be written.", failure);
        }

        return File.Exists(script) ? script : throw new AzuriteException($"Azurite was installed, but '{script}' is missing. Delete '{target}' and try again.");
    }

    private async Task InstallIntoAsync(string target, string npm, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        AzuriteLog.Installing(logger, target);
        var staging = target + ".installing";
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        Directory.CreateDirectory(staging);
        foreach (var file in PackageFiles)
        {
            File.Copy(Path.Combine(packageFolder, file), Path.Combine(staging, file));
        }

        await RunNpmAsync(npm, staging, cancellationToken);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(staging, target);
        AzuriteLog.Installed(logger, target, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task RunNpmAsync(string npm, string folder, CancellationToken cancellationToken)
    {
        // No script of any package runs: Azurite needs none, and the lock file's hashes then say all that was executed.
        var start = new ProcessStartInfo(npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        NodeTools.RemoveSecrets(start);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                var said = (await errors + await output).Trim();
                throw new AzuriteException(
                    $"'npm ci' for Azurite failed with exit code {process.ExitCode} in '{folder}'. Check that npm reaches its registry. It said: {said[..Math.Min(said.Length, OutputShown)]}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task<string> FolderNameAsync(CancellationToken cancellationToken)
    {
        var missing = PackageFiles.FirstOrDefault(file => !File.Exists(Path.Combine(packageFolder, file)));
        if (missing is not null)
        {
            throw new AzuriteException($"'{Path.Combine(packageFolder, missing)}' is missing; it belongs beside the program. Build or publish again.");
        }

        var lockFile = await File.ReadAllBytesAsync(Path.Combine(packageFolder, "package-lock.json"), cancellationToken);
        using var package = JsonDocument.Parse(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(packageFolder, "package.json"), cancellationToken)));
        var version = package.RootElement.GetProperty("dependencies").GetProperty("azurite").GetString();
        return $"azurite-{version}-{Convert.ToHexStringLower(SHA256.HashData(lockFile))[..12]}";
    }
}
