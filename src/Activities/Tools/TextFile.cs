using System.Text;

namespace Workflows.Activities.Tools;

/// <summary>Tells texts from other files.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; null for a file that is none. A byte order mark is part of it.</summary>
    public static string? Read(byte[] content)
    {
        if (content.AsSpan().Contains((byte)0))
        {
            return null;
        }

        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The text, with the beginning and the end alone where it is too long.</summary>
    public static string Ends(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var (head, tail) = (Head(text, most * 2 / 5), Tail(text, most * 3 / 5));
        return $"{head}\n[… {text.Length - head.Length - tail.Length} characters left out …]\n{tail}";
    }

    private static string Head(string text, int most)
    {
        var end = text.LastIndexOf('\n', most - 1, Math.Min(most, 2000));
        end = end < 0 ? most : end;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    private static string Tail(string text, int most)
    {
        var start = text.Length - most;
        var line = text.IndexOf('\n', start, Math.Min(most, 2000));
        start = line < 0 ? start : line + 1;
        return text[(start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }
}
