using System.Globalization;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>What a process and all that it started use together, as Linux tells it.</summary>
internal static class ProcessFamily
{
    private const string Anonymous = "RssAnon:";

    /// <summary>Memory that they alone use, in bytes, and how many threads they have; no more than <paramref name="most"/> are counted. Nothing on a system that does not tell.</summary>
    public static (long Memory, int Threads) Of(int process, int most)
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        var (memory, threads) = (0L, 0);
        var open = new Stack<int>([process]);
        // Who starts processes faster than they are counted must not keep us counting.
        while (threads <= most && open.TryPop(out var id))
        {
            memory += AnonymousMemory(id);
            foreach (var task in Tasks(id))
            {
                threads++;
                foreach (var child in Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    open.Push(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
        }

        return (memory, threads);
    }

    private static string[] Tasks(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is not shown.
            return [];
        }
    }

    private static long AnonymousMemory(int process)
    {
        var line = Read($"/proc/{process}/status").Split('\n').FirstOrDefault(line => line.StartsWith(Anonymous, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[Anonymous.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
