using System.Text.Json;
using Workflows.Local.Output;

namespace Workflows.Local.Connections;

/// <summary>What a serving host leaves in its data folder (<c>host.json</c>), so that commands find it.</summary>
/// <param name="Url">Where it answers.</param>
/// <param name="HostId">What its <c>/healthz</c> must tell; anything else is another process on the same port.</param>
/// <param name="ProcessId">Its process, for people.</param>
/// <param name="Token">Lets commands of the host's own user in; a secret for as long as the host runs.</param>
internal sealed record HostAddress(string Url, string HostId, int ProcessId, string? Token = null)
{
    private const string FileName = "host.json";

    /// <summary>The address that was left in a data folder, or null. Whether somebody still answers there is another question.</summary>
    public static HostAddress? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(dataFolder, FileName)), CliJson.Default.HostAddress);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // No file, or a torn one: nobody to be found. Whether a host runs all the same is told by the lock of the hub.
            return null;
        }
    }

    // Records print all their members; this one must not print the token.
    public override string ToString() => $"{Url} ({ProcessId})";

    /// <summary>Leaves the address, for its own user alone; a reader sees the whole of it or the one before.</summary>
    public void Publish(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        var fresh = $"{path}.{ProcessId}";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(fresh, options))
        {
            file.Write(CliJson.Text(this, CliJson.Line.HostAddress));
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Takes the address away, when it is still this one.</summary>
    public void Withdraw(string dataFolder)
    {
        if (Read(dataFolder) == this)
        {
            File.Delete(Path.Combine(dataFolder, FileName));
        }
    }
}
