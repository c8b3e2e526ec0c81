using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>What is no text, in the form that <c>git diff --binary</c> writes: the whole content both ways, compressed, in base 85.</summary>
internal static class BinaryPatch
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    private const int BytesOfALine = 52;
    private const int BytesOfAGroup = 4;
    private const int DigitsOfAGroup = 5;

    // Nothing, compressed: the stream that would write it writes no byte at all.
    private static readonly byte[] CompressedNothing = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    public static string Write(byte[] before, byte[] after) => $"GIT binary patch\n{Literal(after)}{Literal(before)}";

    private static string Literal(byte[] content)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"literal {content.Length}\n");
        foreach (var line in Compress(content).Chunk(BytesOfALine))
        {
            // The first letter tells how many bytes the line stands for.
            text.Append((char)(line.Length <= 26 ? 'A' + line.Length - 1 : 'a' + line.Length - 27));
            foreach (var group in line.Chunk(BytesOfAGroup))
            {
                Append(text, group);
            }

            text.Append('\n');
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, byte[] group)
    {
        uint value = 0;
        for (var i = 0; i < BytesOfAGroup; i++)
        {
            value = (value << 8) | (i < group.Length ? group[i] : 0u);
        }

        Span<char> digits = stackalloc char[DigitsOfAGroup];
        for (var i = DigitsOfAGroup - 1; i >= 0; i--)
        {
            digits[i] = Digits[(int)(value % (uint)Digits.Length)];
            value /= (uint)Digits.Length;
        }

        text.Append(digits);
    }

    private static byte[] Compress(byte[] content)
    {
        if (content.Length == 0)
        {
            return CompressedNothing;
        }

        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return compressed.ToArray();
    }
}
