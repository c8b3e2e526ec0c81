using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Workflows.Activities.Audit;

/// <summary>Takes a stream apart into lines, in bounded memory whatever it holds.</summary>
internal static class AuditLines
{
    public static async IAsyncEnumerable<AuditRawLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                yield return new AuditRawLine(Bytes(line), true, line.Length + 1);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > AuditEntry.MostBytes || (read.IsCompleted && rest.Length > 0))
            {
                yield return new AuditRawLine(Bytes(rest), false, rest.Length);
                yield break;
            }

            if (read.IsCompleted)
            {
                yield break;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static byte[] Bytes(ReadOnlySequence<byte> line) => line.Length > AuditEntry.MostBytes ? [] : line.ToArray();
}
