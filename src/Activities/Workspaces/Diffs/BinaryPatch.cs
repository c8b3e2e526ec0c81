using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Git's form for the change of a file that is no text: both contents, compressed, in lines of base 85.</summary>
internal static class BinaryPatch
{
    private const int BytesOfLine = 52;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    public static string Write(byte[] before, byte[] after)
    {
        var text = new StringBuilder("GIT binary patch\n");
        // The way there, and the way back.
        Add(text, after);
        Add(text, before);
        return text.ToString();
    }

    private static void Add(StringBuilder text, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        text.Append(CultureInfo.InvariantCulture, $"literal {content.Length}\n");
        foreach (var line in packed.ToArray().Chunk(BytesOfLine))
        {
            text.Append(line.Length <= 26 ? (char)('A' + line.Length - 1) : (char)('a' + line.Length - 27));
            foreach (var four in line.Chunk(4))
            {
                var value = 0u;
                for (var i = 0; i < 4; i++)
                {
                    value = (value << 8) | (i < four.Length ? four[i] : 0u);
                }

                Span<char> five = stackalloc char[5];
                for (var i = 4; i >= 0; i--)
                {
                    (five[i], value) = (Letters[(int)(value % 85)], value / 85);
                }

                text.Append(five);
            }

            text.Append('\n');
        }

        text.Append('\n');
    }
}
