using System.Security.Cryptography;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Budgets;

/// <summary>
/// A book as a file of lines: one for each of its last states, and the last one that is whole holds. So a change is one write at the end of one file,
/// and a crash in the midst of it leaves the book as it was. A file that has grown long is written anew with its last line.
/// </summary>
/// <remarks>Whoever changes it has to be the only one. It is small, so it is read and written where it is asked for: a change of threads takes longer.</remarks>
internal sealed class BookFile(string path)
{
    private const int Long = 64 * 1024;
    private const byte EndOfLine = (byte)'\n';

    private byte[]? _content;

    /// <summary>The book; null where there is none.</summary>
    public StoredBook? Read()
    {
        _content = Content();
        if (_content is null)
        {
            return null;
        }

        // What follows the end of the last line was cut off by a crash.
        ReadOnlySpan<byte> lines = _content;
        lines = lines.LastIndexOf(EndOfLine) is var end and >= 0 ? lines[..end] : lines;
        return Stored(lines[(lines.LastIndexOf(EndOfLine) + 1)..]);
    }

    /// <summary>The book in a file that holds nothing else.</summary>
    public StoredBook? ReadWhole() => Content() is { } content ? Stored(content) : null;

    /// <summary>Changes the book that was read before.</summary>
    /// <param name="book">The JSON, in one line.</param>
    /// <param name="flush">Whether it has to be on the disk when this returns.</param>
    /// <returns>Its version.</returns>
    public string Write(ReadOnlySpan<byte> book, bool flush)
    {
        if (_content is null || _content.Length > Long)
        {
            // Always: what is on the disk must not give way to what is not there yet.
            Replace([.. book, EndOfLine]);
        }
        else
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            // In the place of what was cut off: behind it, a second crash would leave a whole line that is no book.
            var end = _content.AsSpan().LastIndexOf(EndOfLine) + 1;
            if (end > 0 && end < _content.Length)
            {
                RandomAccess.SetLength(file, end);
            }

            var isAlone = end == 0;
            byte[] line = isAlone ? [EndOfLine, .. book, EndOfLine] : [.. book, EndOfLine];
            RandomAccess.Write(file, line, isAlone ? _content.Length : end);
            if (flush)
            {
                RandomAccess.FlushToDisk(file);
            }
        }

        return VersionOf(book);
    }

    private byte[]? Content()
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Replace(ReadOnlySpan<byte> content)
    {
        // What a crash leaves here is written over.
        var aside = path + ".tmp";
        using (var file = File.OpenHandle(aside, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, fileOffset: 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(aside, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    private static StoredBook Stored(ReadOnlySpan<byte> line) => new(line.ToArray(), VersionOf(line));

    private static string VersionOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));
}
