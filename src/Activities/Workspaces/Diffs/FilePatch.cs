using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Tools;
using Workflows.Domain.Diffs;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>The patch of one file, in git's form.</summary>
/// <param name="Header">What stands above the changes.</param>
/// <param name="Hunks">The changes, piece by piece; for a file that is no text one piece that only git can read.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
/// <param name="IsText">Whether both sides are texts.</param>
internal sealed record FilePatch(string Header, IReadOnlyList<string> Hunks, int Added, int Removed, bool IsText)
{
    private const string Plain = "100644";
    private const string Program = "100755";
    private const string Nothing = "0000000000000000000000000000000000000000";

    /// <summary>Whole, as <c>git apply</c> takes it.</summary>
    public string Text => Header + string.Concat(Hunks);

    /// <summary>Writes the patch.</summary>
    /// <param name="file">The file.</param>
    /// <param name="before">What it held; empty for nothing.</param>
    /// <param name="after">What it holds now.</param>
    public static FilePatch Write(FileDifference file, byte[] before, byte[] after)
    {
        var (old, now) = (file.Before is null ? "" : TextFile.Read(before), file.After is null ? "" : TextFile.Read(after));
        var header = new StringBuilder().Append(CultureInfo.InvariantCulture, $"diff --git a/{file.Path} b/{file.Path}\n").Append(Modes(file));
        var (from, to) = (file.Before is null ? Nothing : BlobId(before), file.After is null ? Nothing : BlobId(after));
        if (from == to)
        {
            return new FilePatch(header.ToString(), [], 0, 0, true);
        }

        header.Append(CultureInfo.InvariantCulture, $"index {from}..{to}");
        header.Append(file.Before is not null && file.After is not null && file.Before.Executable == file.After.Executable ? $" {ModeOf(file.After)}\n" : "\n");
        if (old is null || now is null)
        {
            return new FilePatch(header.ToString(), [BinaryPatch.Write(before, after)], 0, 0, false);
        }

        var diff = TextDiff.Between(old, now);
        // Where a name holds blanks, a tab tells where it ends.
        var end = file.Path.Contains(' ', StringComparison.Ordinal) ? "\t" : "";
        var names = (From: file.Before is null ? "/dev/null" : $"a/{file.Path}{end}", To: file.After is null ? "/dev/null" : $"b/{file.Path}{end}");
        List<string> hunks = [.. diff.Hunks.Select(hunk => (diff with { Hunks = [hunk] }).Unified(names.From, names.To)).Select(WithoutNames)];
        if (hunks.Count > 0)
        {
            header.Append(CultureInfo.InvariantCulture, $"--- {names.From}\n+++ {names.To}\n");
        }

        return new FilePatch(header.ToString(), hunks, diff.Added, diff.Removed, true);
    }

    private static string Modes(FileDifference file) => (file.Before, file.After) switch
    {
        (null, { } made) => $"new file mode {ModeOf(made)}\n",
        ({ } gone, null) => $"deleted file mode {ModeOf(gone)}\n",
        ({ } old, { } now) when old.Executable != now.Executable => $"old mode {ModeOf(old)}\nnew mode {ModeOf(now)}\n",
        _ => "",
    };

    private static string ModeOf(WorkspaceFile file) => file.Executable ? Program : Plain;

    private static string WithoutNames(string hunk) => hunk[hunk.IndexOf("\n@@", StringComparison.Ordinal)..][1..];

#pragma warning disable CA5350 // It is git's name for the content, and protects nothing.
    private static string BlobId(byte[] content) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0")), .. content]));
#pragma warning restore CA5350
}
