using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Azurite;

/// <summary>Where Azurite listens and keeps its data.</summary>
/// <param name="Folder">Setting <c>Azurite:Folder</c>: data, log and process id; one owner at a time.</param>
/// <param name="ToolsFolder">Setting <c>Azurite:ToolsFolder</c>: where the package is installed, once for all clones of this user.</param>
/// <param name="BlobPort">Setting <c>Azurite:BlobPort</c>; queues and tables listen on the two ports after it. 0 takes free ports.</param>
public sealed record AzuriteOptions(string Folder, string ToolsFolder, int BlobPort)
{
    /// <summary>The port that <c>UseDevelopmentStorage=true</c> stands for.</summary>
    public const int DefaultBlobPort = 10000;

    /// <summary>Longest wait for the first answer, installation not counted.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time that the installation may take.</summary>
    public TimeSpan InstallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">Names the wrong value.</exception>
    public static AzuriteOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var port = DefaultBlobPort;
        if (configuration["Azurite:BlobPort"] is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65533))
        {
            throw new OptionsValidationException("Azurite", typeof(AzuriteOptions), [$"Azurite:BlobPort is '{text}'. It is a port from 1 to 65533, or 0 for free ports."]);
        }

        return new AzuriteOptions(
            Path.GetFullPath(Filled(configuration["Azurite:Folder"]) ?? ".workflows/azurite"),
            Path.GetFullPath(Filled(configuration["Azurite:ToolsFolder"]) ?? DefaultToolsFolder()),
            port);
    }

    /// <summary>The folder for tools of this user.</summary>
    public static string DefaultToolsFolder()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "workflows", "tools");
    }

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
