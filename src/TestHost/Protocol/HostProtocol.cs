using System.Text.Json.Serialization;

namespace Workflows.TestHost.Protocol;

/// <summary>JSON of the control socket. The same source file is compiled into both ends.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HostJob))]
[JsonSerializable(typeof(HostEvent))]
internal sealed partial class HostProtocol : JsonSerializerContext
{
    /// <summary>Name of the control socket in the job's folder. Short, because the path of a socket may have 107 bytes at most.</summary>
    public const string ControlSocket = "c";

    /// <summary>Name of the socket to the one allowed origin; absent where the host has the machine's network.</summary>
    public const string ProxySocket = "p";

    /// <summary>Namespace of the type that counts inside a library under test.</summary>
    public const string TrackerNamespace = "Coverlet.Core.Instrumentation.Tracker";

    /// <summary>Longest text in an event, in characters. What is longer is cut by the sender, and refused by the receiver.</summary>
    public const int MaxText = 16 * 1024;
}
