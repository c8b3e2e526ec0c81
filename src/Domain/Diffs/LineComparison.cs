namespace Workflows.Domain.Diffs;

/// <summary>
/// Finds a shortest way from one list of lines to another (Myers, "An O(ND) Difference Algorithm and Its Variations", in its form that needs
/// linear memory). Its time grows with the product of length and difference, so there is a budget of steps: what is not compared
/// when it is used up counts as changed.
/// </summary>
internal sealed class LineComparison
{
    // Some tenths of a second; texts of a few thousand lines never come near, whatever is in them.
    private const long MostSteps = 40_000_000;

    // Where no way has come to yet; so far below zero that a step from there is nowhere, too.
    private const int Nowhere = int.MinValue / 2;

    private readonly int[] _old;
    private readonly int[] _now;
    private readonly bool[] _removed;
    private readonly bool[] _added;
    private readonly int[] _forward;
    private readonly int[] _backward;
    private long _steps;

    private LineComparison(int[] old, int[] now)
    {
        (_old, _now) = (old, now);
        (_removed, _added) = (new bool[old.Length], new bool[now.Length]);
        var diagonals = old.Length + now.Length + 3;
        (_forward, _backward) = (new int[diagonals], new int[diagonals]);
    }

    /// <summary>Which lines are only in the old text, and which only in the new one; all others are in both, in the same order.</summary>
    public static (bool[] Removed, bool[] Added) Of(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        // Numbers in the lines' places: each line is looked at once, however long it is.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var comparison = new LineComparison([.. old.Select(NumberOf)], [.. now.Select(NumberOf)]);
        comparison.Compare();
        return (comparison._removed, comparison._added);

        int NumberOf(string line)
        {
            if (!numbers.TryGetValue(line, out var number))
            {
                numbers.Add(line, number = numbers.Count);
            }

            return number;
        }
    }

    // Not by recursion: its depth would be in the hands of who wrote the texts.
    private void Compare()
    {
        var boxes = new Stack<Box>([new Box(0, _old.Length, 0, _now.Length)]);
        while (boxes.TryPop(out var box))
        {
            box = WithoutEqualEnds(box);
            if (box.OldStart == box.OldEnd || box.NowStart == box.NowEnd || FindMiddle(box) is not var (x, y, u, v))
            {
                _removed.AsSpan(box.OldStart..box.OldEnd).Fill(true);
                _added.AsSpan(box.NowStart..box.NowEnd).Fill(true);
                continue;
            }

            boxes.Push(new Box(box.OldStart, x, box.NowStart, y));
            boxes.Push(new Box(u, box.OldEnd, v, box.NowEnd));
        }
    }

    private Box WithoutEqualEnds(Box box)
    {
        var (oldStart, oldEnd, nowStart, nowEnd) = box;
        while (oldStart < oldEnd && nowStart < nowEnd && _old[oldStart] == _now[nowStart])
        {
            oldStart++;
            nowStart++;
        }

        while (oldStart < oldEnd && nowStart < nowEnd && _old[oldEnd - 1] == _now[nowEnd - 1])
        {
            oldEnd--;
            nowEnd--;
        }

        return new Box(oldStart, oldEnd, nowStart, nowEnd);
    }

    /// <summary>The run of equal lines (it may be empty) in the middle of a shortest way through the box: from (X, Y) to (U, V). Null when the budget is used up.</summary>
    private (int X, int Y, int U, int V)? FindMiddle(Box box)
    {
        var (n, m) = (box.OldEnd - box.OldStart, box.NowEnd - box.NowStart);
        _steps += n + m;
        _forward.AsSpan(0, n + m + 3).Fill(Nowhere);
        _backward.AsSpan(0, n + m + 3).Fill(Nowhere);
        for (var d = 0; _steps <= MostSteps; d++)
        {
            // Each counts from its own corner of the box.
            if (Advance(box, d, _forward, _backward, isBack: false) is var (x, y, u, v))
            {
                return (box.OldStart + x, box.NowStart + y, box.OldStart + u, box.NowStart + v);
            }

            if (Advance(box, d, _backward, _forward, isBack: true) is var (backX, backY, backU, backV))
            {
                return (box.OldEnd - backU, box.NowEnd - backV, box.OldEnd - backX, box.NowEnd - backY);
            }
        }

        return null;
    }

    /// <summary>Goes one change further on every diagonal, from one corner of the box. The equal lines at which it meets what came from the other corner, if it does.</summary>
    private (int X, int Y, int U, int V)? Advance(Box box, int d, int[] own, int[] other, bool isBack)
    {
        var (n, m) = (box.OldEnd - box.OldStart, box.NowEnd - box.NowStart);
        var (delta, offset) = (n - m, m + 1);
        // Forward goes first: where the difference is odd, it is the one that meets.
        var meets = ((delta & 1) != 0) != isBack;
        for (var k = Least(d, m); k <= Math.Min(d, n); k += 2)
        {
            var right = own[offset + k - 1] + 1;
            var down = own[offset + k + 1];
            var x = Math.Max(right > n ? Nowhere : right, down - k > m ? Nowhere : down);
            if (d == 0)
            {
                x = 0;
            }
            else if (x < 0)
            {
                own[offset + k] = Nowhere;
                continue;
            }

            var startX = x;
            while (x < n && x - k < m && IsEqual(box, x, x - k, isBack))
            {
                x++;
            }

            _steps += x - startX + 1;
            own[offset + k] = x;
            var facing = delta - k;
            if (meets && facing >= -m && facing <= n && other[offset + facing] is var reached && reached >= 0 && x + reached >= n)
            {
                return (startX, startX - k, x, x - k);
            }
        }

        return null;
    }

    private bool IsEqual(Box box, int x, int y, bool isBack) => isBack
        ? _old[box.OldEnd - 1 - x] == _now[box.NowEnd - 1 - y]
        : _old[box.OldStart + x] == _now[box.NowStart + y];

    // Every second diagonal, and none outside the box.
    private static int Least(int d, int m) => d <= m ? -d : ((d - m) & 1) == 0 ? -m : 1 - m;

    private readonly record struct Box(int OldStart, int OldEnd, int NowStart, int NowEnd);
}
