using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Workflows.Activities.Workspaces;

/// <summary>Opens files in folders that others have written: never through a link, and never a pipe or a device, which would block or act.</summary>
internal static class PlainFile
{
    /// <summary>The file, or null when something else, or nothing, stands under the path.</summary>
    /// <param name="path">Full path. That none of its folders is a link was seen to before.</param>
    /// <param name="unreadable">What is done where its mode denies it.</param>
    public static FileStream? Open(string path, Unreadable unreadable)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) && !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint)
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)
                : null;
        }

        var handle = OpenNoFollow(path, Flags());
        if (handle < 0 && unreadable == Unreadable.OpenUp && Marshal.GetLastPInvokeError() == AccessDenied)
        {
            // Only its owner, who we are, may change this; where we are not, it stays as it is.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            handle = OpenNoFollow(path, Flags());
        }

        if (handle < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(handle, ownsHandle: true);
        if (!IsRegular(file))
        {
            file.Dispose();
            return null;
        }

        return new FileStream(file, FileAccess.Read, bufferSize: 0, isAsync: false);
    }

    private const int AccessDenied = 13;

    // Pipes and sockets cannot be sought in; folders fail to be read.
    private static bool IsRegular(SafeFileHandle file)
    {
        try
        {
            _ = RandomAccess.GetLength(file);
            return RandomAccess.Read(file, Span<byte>.Empty, 0) == 0;
        }
        catch (Exception error) when (error is NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Flags()
    {
        if (OperatingSystem.IsMacOS())
        {
            const int nonBlocking = 0x4, noFollow = 0x100, closeOnExec = 0x1000000;
            return nonBlocking | noFollow | closeOnExec;
        }

        const int linuxNonBlocking = 0x800, linuxCloseOnExec = 0x80000;
        var linuxNoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;
        return linuxNonBlocking | linuxCloseOnExec | linuxNoFollow;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenNoFollow([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
