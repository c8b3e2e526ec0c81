namespace Workflows.Engine.Store;

/// <summary>The one-owner rule: an advisory lock on a file beside the hub, which the operating system drops when the process dies, however it dies.</summary>
internal sealed class HubLock : IDisposable
{
    private readonly FileStream _file;

    private HubLock(FileStream file) => _file = file;

    public static HubLock Acquire(string hubPath)
    {
        var path = hubPath + ".lock";
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new HubLock(file);
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new TaskHubException(TaskHubError.AlreadyOwned,
                $"The task hub '{hubPath}' is in use by another process. One process owns a hub: stop that one (or talk to it over HTTP), or choose another hub file.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TaskHubException(TaskHubError.NotWritable,
                $"The task hub '{hubPath}' cannot be opened for writing: {failure.Message} Check the folder's permissions, or choose another hub file.", failure);
        }
    }

    public void Dispose() => _file.Dispose();
}
