using System.Globalization;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Parses the part of regular expressions that documents use: classes, groups, alternatives, repetitions, anchors. No look-around, no back-references.</summary>
internal sealed class PatternParser
{
    private const long MaxSize = 4000;
    private const int MaxDepth = 40;
    private readonly string _text;
    private int _at;

    private PatternParser(string text) => _text = text;

    /// <summary>The tree, or null when the pattern holds something else.</summary>
    public static PatternNode? Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var tree = parser.Alternatives(0);
        return tree is not null && parser._at == pattern.Length && tree.Size is >= 0 and <= MaxSize ? tree : null;
    }

    private PatternNode.Choice? Alternatives(int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        var parts = new List<PatternNode>();
        while (true)
        {
            if (Row(depth) is not { } row)
            {
                return null;
            }

            parts.Add(row);
            if (_at >= _text.Length || _text[_at] != '|')
            {
                return new PatternNode.Choice(parts);
            }

            _at++;
        }
    }

    private PatternNode.Row? Row(int depth)
    {
        var parts = new List<PatternNode>();
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            if (Part(depth) is not { } part || Repeated(part) is not { } repeated)
            {
                return null;
            }

            parts.Add(repeated);
        }

        return new PatternNode.Row(parts);
    }

    private PatternNode? Part(int depth)
    {
        var c = _text[_at++];
        switch (c)
        {
            case '^' or '$':
                return new PatternNode.Row([]);
            case '.':
                return new PatternNode.One('a');
            case '(':
                return Group(depth);
            case '[':
                return PatternClass.Read(_text, ref _at) is { } set ? new PatternNode.One(set) : null;
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                return null;
            default:
                return new PatternNode.One(c);
        }
    }

    private PatternNode.Choice? Group(int depth)
    {
        if (_at < _text.Length && _text[_at] == '?')
        {
            var rest = _text.AsSpan(_at);
            if (rest.StartsWith("?:"))
            {
                _at += 2;
            }
            else if (rest.StartsWith("?<") && rest.Length > 2 && rest[2] is not ('=' or '!') && rest.IndexOf('>') is > 0 and var end)
            {
                _at += end + 1;
            }
            else
            {
                return null;
            }
        }

        var inner = Alternatives(depth + 1);
        return inner is not null && _at < _text.Length && _text[_at++] == ')' ? inner : null;
    }

    private PatternNode? Escape()
    {
        if (_at >= _text.Length)
        {
            return null;
        }

        // Word boundaries take no room; a sample that they forbid does not pass the match that follows.
        if (_text[_at] is 'b' or 'B' or 'A' or 'z' or 'Z')
        {
            _at++;
            return new PatternNode.Row([]);
        }

        return PatternClass.Escape(_text, ref _at) is { } c ? new PatternNode.One(c) : null;
    }

    private PatternNode? Repeated(PatternNode part)
    {
        while (_at < _text.Length && _text[_at] is '*' or '+' or '?' or '{')
        {
            var (least, most) = (0, int.MaxValue);
            switch (_text[_at])
            {
                case '+':
                    least = 1;
                    _at++;
                    break;
                case '?':
                    most = 1;
                    _at++;
                    break;
                case '*':
                    _at++;
                    break;
                default:
                    if (Counts() is not { } counts)
                    {
                        return null;
                    }

                    (least, most) = counts;
                    break;
            }

            if (_at < _text.Length && _text[_at] == '?')
            {
                _at++;
            }

            part = new PatternNode.Repeat(part, least, most);
            if (part.Size is < 0 or > MaxSize)
            {
                return null;
            }
        }

        return part;
    }

    private (int Least, int Most)? Counts()
    {
        var end = _text.IndexOf('}', _at);
        if (end < 0)
        {
            return null;
        }

        var parts = _text[(_at + 1)..end].Split(',');
        _at = end + 1;
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
        {
            return null;
        }

        var most = parts.Length == 1 ? least : int.MaxValue;
        return parts is [_, { Length: > 0 } last] && !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most < least ? null : (least, most);
    }
}
