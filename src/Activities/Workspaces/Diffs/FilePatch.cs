using System.Globalization;
using System.Text;
using Workflows.Domain.Diffs;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>The patch of one file.</summary>
/// <param name="File">What differs, in numbers.</param>
/// <param name="Text">The patch in git's form, as <c>git apply</c> takes it.</param>
/// <param name="Shown">The same for a reader: what is no text is only named.</param>
internal sealed record FilePatch(ChangedFile File, string Text, string Shown)
{
    private const string Nothing = "/dev/null";
    private const string NoId = "0000000000000000000000000000000000000000";

    /// <summary>Writes the patch of a file.</summary>
    /// <param name="file">What differs.</param>
    /// <param name="before">What it held.</param>
    /// <param name="after">What it holds now.</param>
    public static FilePatch Write(FileDifference file, FileContent before, FileContent after)
    {
        var head = Head(file, file.Before is null ? NoId : before.GitId, file.After is null ? NoId : after.GitId);
        if (file.IsModeOnly)
        {
            return new FilePatch(new ChangedFile(file.Path, file.Kind, 0, 0), head, head);
        }

        if (before.Text is null || after.Text is null)
        {
            var shown = string.Create(CultureInfo.InvariantCulture, $"{head}Binary file: {before.Bytes.Length} bytes before, {after.Bytes.Length} bytes now\n");
            return new FilePatch(new ChangedFile(file.Path, file.Kind, 0, 0), head + BinaryPatch.Write(before.Bytes, after.Bytes), shown);
        }

        var difference = TextDiff.Between(before.Text, after.Text);
        var text = head + difference.Unified(file.Before is null ? Nothing : Line("a/", file.Path), file.After is null ? Nothing : Line("b/", file.Path));
        return new FilePatch(new ChangedFile(file.Path, file.Kind, difference.Added, difference.Removed), text, text);
    }

    /// <summary>A file of which the patch has no room: git refuses a patch with such a part, and does not pass it over.</summary>
    public static FilePatch WithoutContent(FileDifference file)
    {
        var text = $"{Head(file, NoId, NoId)}Binary files {Quoted("a/" + file.Path)} and {Quoted("b/" + file.Path)} differ\n";
        return new FilePatch(new ChangedFile(file.Path, file.Kind, 0, 0), text, text);
    }

    private static string Head(FileDifference file, string from, string to)
    {
        var text = new StringBuilder().Append("diff --git ").Append(Quoted("a/" + file.Path)).Append(' ').Append(Quoted("b/" + file.Path)).Append('\n');
        var (before, after) = (Mode(file.Before), Mode(file.After));
        if (before is null)
        {
            text.Append("new file mode ").Append(after).Append('\n');
        }
        else if (after is null)
        {
            text.Append("deleted file mode ").Append(before).Append('\n');
        }
        else if (before != after)
        {
            text.Append("old mode ").Append(before).Append("\nnew mode ").Append(after).Append('\n');
        }

        return file.IsModeOnly ? text.ToString()
            : text.Append("index ").Append(from).Append("..").Append(to).Append(before is not null && before == after ? " " + after : "").Append('\n').ToString();
    }

    private static string? Mode(WorkspaceFile? file) => file is null ? null : file.Executable ? "100755" : "100644";

    // A tab ends a name that holds blanks, as git writes it.
    private static string Line(string side, string path) => Quoted(side + path) + (path.Contains(' ', StringComparison.Ordinal) ? "\t" : "");

    private static string Quoted(string name)
    {
        if (!name.Any(c => char.IsControl(c) || c is '"' or '\\'))
        {
            return name;
        }

        var text = new StringBuilder("\"");
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            _ = value is (byte)'"' or (byte)'\\' ? text.Append('\\').Append((char)value)
                : value is >= 0x20 and < 0x7f ? text.Append((char)value)
                : text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        }

        return text.Append('"').ToString();
    }
}
