namespace Workflows.Domain.Diffs;

/// <summary>Puts changed lines together with those around them.</summary>
internal static class HunkWriter
{
    public static IReadOnlyList<DiffHunk> Write(List<string> old, List<string> now, bool[] removed, bool[] added, int context)
    {
        var hunks = new List<DiffHunk>();
        var open = new List<DiffLine>();
        // Lines of the two texts that stand before the open hunk, and how many equal lines have followed the last change.
        var (openFrom, openTo, equal) = (0, 0, 0);
        var (from, to) = (0, 0);
        while (from < old.Count || to < now.Count)
        {
            var isRemoved = from < old.Count && removed[from];
            if (isRemoved || (to < now.Count && added[to]))
            {
                if (open.Count == 0)
                {
                    var before = Math.Min(context, from);
                    (openFrom, openTo) = (from - before, to - before);
                    for (var i = before; i > 0; i--)
                    {
                        open.Add(Line(DiffOp.Same, from - i, to - i, old[from - i]));
                    }
                }

                open.Add(isRemoved ? Line(DiffOp.Removed, from, null, old[from++]) : Line(DiffOp.Added, null, to, now[to++]));
                equal = 0;
                continue;
            }

            if (open.Count > 0)
            {
                open.Add(Line(DiffOp.Same, from, to, old[from]));
                // Two changes share a hunk as long as nothing would be left out between them.
                if (++equal > 2L * context)
                {
                    Close(hunks, open, openFrom, openTo, equal - context);
                }
            }

            from++;
            to++;
        }

        if (open.Count > 0)
        {
            Close(hunks, open, openFrom, openTo, Math.Max(0, equal - context));
        }

        return hunks;
    }

    private static void Close(List<DiffHunk> hunks, List<DiffLine> open, int openFrom, int openTo, int tooMany)
    {
        open.RemoveRange(open.Count - tooMany, tooMany);
        var fromCount = open.Count(line => line.Op != DiffOp.Added);
        var toCount = open.Count(line => line.Op != DiffOp.Removed);
        hunks.Add(new DiffHunk(fromCount == 0 ? openFrom : openFrom + 1, fromCount, toCount == 0 ? openTo : openTo + 1, toCount, [.. open]));
        open.Clear();
    }

    private static DiffLine Line(DiffOp op, int? from, int? to, string line)
    {
        var ends = line.EndsWith('\n');
        return new DiffLine(op, from + 1, to + 1, ends ? line[..^1] : line, ends);
    }
}
