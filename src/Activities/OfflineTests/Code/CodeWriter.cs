using System.Text;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Lines of code with their indentation.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _level;

    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _level * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    public CodeWriter Open(string line)
    {
        Line(line).Line("{");
        _level++;
        return this;
    }

    public CodeWriter Close(string end = "}")
    {
        _level--;
        // No empty line before the end of a block.
        if (_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n')
        {
            _text.Length--;
        }

        return Line(end);
    }

    public CodeWriter Indented(string line)
    {
        _level++;
        Line(line);
        _level--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
