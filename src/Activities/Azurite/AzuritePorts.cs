using System.Net;
using System.Net.Sockets;

namespace Workflows.Activities.Azurite;

/// <summary>The three ports of one Azurite.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    // Published with Azurite's documentation, the same on every machine: it protects nothing.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public Uri BlobAddress => new($"http://127.0.0.1:{Blob}/");

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};" +
        $"BlobEndpoint=http://127.0.0.1:{Blob}/{Account};QueueEndpoint=http://127.0.0.1:{Queue}/{Account};TableEndpoint=http://127.0.0.1:{Table}/{Account};";

    public static AzuritePorts From(int blobPort)
    {
        if (blobPort != 0)
        {
            return new AzuritePorts(blobPort, blobPort + 1, blobPort + 2);
        }

        // All three are held at once, so that they differ.
        using TcpListener blob = Listen(), queue = Listen(), table = Listen();
        return new AzuritePorts(PortOf(blob), PortOf(queue), PortOf(table));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
