using System.Text;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>Makes the change of one text to another text that has the same origin, as git does it.</summary>
internal sealed class FileMerge(GitClone clone, CloneFolder folder)
{
    private static readonly byte[] WindowsEnd = "\r\n"u8.ToArray();

    /// <summary>The text with the change; null where the two are in each other's way, or are no texts.</summary>
    /// <param name="origin">The text that the change was made to.</param>
    /// <param name="changed">The same with the change.</param>
    /// <param name="other">The text that is to have the change.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<byte[]?> ChangeAsync(byte[] origin, byte[] changed, byte[] other, CancellationToken cancellationToken)
    {
        if (HasWindowsEnds(origin) && !HasWindowsEnds(other))
        {
            // A work tree may have other ends of lines than its repository; those of the repository stay.
            (origin, changed) = (WithPlainEnds(origin), WithPlainEnds(changed));
        }

        if (other.AsSpan().SequenceEqual(origin))
        {
            return changed;
        }

        var (ours, before, theirs) = (folder.NewTemporaryFile(), folder.NewTemporaryFile(), folder.NewTemporaryFile());
        await File.WriteAllBytesAsync(ours, other, cancellationToken);
        await File.WriteAllBytesAsync(before, origin, cancellationToken);
        await File.WriteAllBytesAsync(theirs, changed, cancellationToken);
        // Its exit code is the number of conflicts, or 255 for files that are no text.
        var result = await clone.TryLocalAsync(["merge-file", "--stdout", "--quiet", ours, before, theirs], default, cancellationToken);
        return result.Succeeded ? result.Output : null;
    }

    /// <summary>Whether two files differ by nothing but the ends of their lines, as those of a work tree and its repository may.</summary>
    public static bool AreAlike(byte[] one, byte[] other) => WithPlainEnds(one).AsSpan().SequenceEqual(WithPlainEnds(other));

    /// <summary>Whether lines of it end as they do on Windows.</summary>
    public static bool HasWindowsEnds(byte[] text) => text.AsSpan().IndexOf(WindowsEnd) >= 0;

    // Latin-1 keeps every byte as it is.
    public static byte[] WithPlainEnds(byte[] text) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text).Replace("\r\n", "\n", StringComparison.Ordinal));
}
