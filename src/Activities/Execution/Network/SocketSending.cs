using System.Net.Sockets;

namespace Workflows.Activities.Execution.Network;

/// <summary>Sending that leaves nothing behind.</summary>
internal static class SocketSending
{
    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }
}
