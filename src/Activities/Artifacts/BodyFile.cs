using System.Security.Cryptography;

namespace Workflows.Activities.Artifacts;

/// <summary>Reads and writes the file of a body. A small one is read and written where it is asked for: a change of threads takes longer than the file.</summary>
internal static class BodyFile
{
    private const int Small = 64 * 1024;

    /// <summary>Opens it; null where there is none. It stays the old one when a writer renames a new one into its place: readers never see a mixture.</summary>
    public static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 81_920, useAsync: true);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return null;
        }
    }

    /// <summary>What it holds.</summary>
    public static async Task<byte[]> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (file.Length <= Small)
        {
            return ReadSmall(file);
        }

        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    /// <summary>The hash of what it holds, in lower-case hexadecimal digits.</summary>
    public static async Task<string> HashAsync(FileStream file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Convert.ToHexStringLower(file.Length <= Small ? SHA256.HashData(ReadSmall(file)) : await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Writes a file that must not be there yet; it is on the disk when this returns.</summary>
    public static async Task WriteNewAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        if (content.Length <= Small)
        {
            RandomAccess.Write(file, content.Span, fileOffset: 0);
        }
        else
        {
            await RandomAccess.WriteAsync(file, content, fileOffset: 0, cancellationToken);
        }

        RandomAccess.FlushToDisk(file);
    }

    private static byte[] ReadSmall(FileStream file)
    {
        var content = new byte[file.Length];
        var length = 0;
        while (length < content.Length && RandomAccess.Read(file.SafeFileHandle, content.AsSpan(length), length) is var read and > 0)
        {
            length += read;
        }

        // It may have been cut shorter since it was opened.
        return length == content.Length ? content : content[..length];
    }
}
