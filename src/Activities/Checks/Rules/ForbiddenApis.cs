namespace Workflows.Activities.Checks.Rules;

/// <summary>The table of what is forbidden. What one reaches by reflection is out of a table's reach, so reflection is forbidden as a whole.</summary>
internal static class ForbiddenApis
{
    private const string Processes = "Tests of an API start and stop no processes; ask the API over HTTP.";
    private const string Files = "Tests of an API read and write no files; keep test data in the code (bytes, strings, MemoryStream).";
    private const string Host = "Tests do not change or end the process that runs them; read settings with Environment.GetEnvironmentVariable.";
    private const string Reflected = "Reflection and run-time code generation hide what is called; call it directly.";
    private const string Native = "Native and unsafe code is not checked and not allowed; use the safe API.";
    private const string Network = "Only the API under test may be reached, by HttpClient with its defaults; no sockets, servers, name look-ups or proxies of one's own.";
    private const string Threads = "What runs on after its test disturbs the next one; use async and await.";
    private const string Runner = "Tests do not reach into the test runner; use Fact, Theory and Assert.";

    private static readonly string[] TypeMembers =
    [
        "Name", "FullName", "Namespace", "ToString", "Equals", "GetHashCode", "IsAssignableFrom", "IsAssignableTo", "IsInstanceOfType", "IsSubclassOf",
        "IsArray", "IsEnum", "IsClass", "IsInterface", "IsValueType", "IsGenericType", "IsPrimitive", "BaseType", "op_Equality", "op_Inequality",
    ];

    public static IReadOnlyList<ForbiddenApi> All { get; } =
    [
        new("WF0101", "System.Diagnostics.Process", Processes),
        new("WF0101", "System.Diagnostics.ProcessStartInfo", Processes),
        new("WF0101", "System.Diagnostics.Debugger", Processes),

        new("WF0102", "System.IO.File", Files),
        new("WF0102", "System.IO.FileInfo", Files),
        new("WF0102", "System.IO.FileSystemInfo", Files),
        new("WF0102", "System.IO.Directory", Files),
        new("WF0102", "System.IO.DirectoryInfo", Files),
        new("WF0102", "System.IO.DriveInfo", Files),
        new("WF0102", "System.IO.FileStream", Files),
        new("WF0102", "System.IO.FileSystemWatcher", Files),
        new("WF0102", "System.IO.RandomAccess", Files),
        new("WF0102", "System.IO.StreamWriter", Files, Only: [".ctor(string)"]),
        new("WF0102", "System.IO.StreamReader", Files, Only: [".ctor(string)"]),
        new("WF0102", "System.IO.Path", Files, Only: ["GetTempFileName"]),
        new("WF0102", "System.IO.Enumeration", Files),
        new("WF0102", "System.IO.IsolatedStorage", Files),
        new("WF0102", "System.IO.MemoryMappedFiles", Files),
        new("WF0102", "System.IO.Pipes", Files),
        new("WF0102", "System.IO.Compression.ZipFile", Files),
        new("WF0102", "System.IO.Compression.ZipFileExtensions", Files),
        new("WF0102", "System.Formats.Tar", Files),
        new("WF0102", "Microsoft.Win32", Files),
        new("WF0102", "System.Xml.Linq.XDocument", Files, Only: ["Save(string)", "Load(string)"]),
        new("WF0102", "System.Xml.Linq.XElement", Files, Only: ["Save(string)", "Load(string)"]),
        new("WF0102", "System.Xml.Linq.XStreamingElement", Files, Only: ["Save(string)"]),
        new("WF0102", "System.Xml.XmlDocument", Files, Only: ["Save(string)", "Load(string)"]),
        new("WF0102", "System.Xml.XmlWriter", Files, Only: ["Create(string)"]),
        new("WF0102", "System.Xml.XmlReader", Files, Only: ["Create(string)"]),
        new("WF0102", "System.Xml.XmlTextWriter", Files, Only: [".ctor(string)"]),
        new("WF0102", "System.Xml.XmlTextReader", Files),
        new("WF0102", "System.Xml.XmlUrlResolver", Files),
        new("WF0102", "System.Xml.XPath.XPathDocument", Files, Only: [".ctor(string)"]),
        new("WF0102", "System.Xml.Xsl", Files),
        new("WF0102", "System.Diagnostics.TextWriterTraceListener", Files),
        new("WF0102", "System.Diagnostics.DefaultTraceListener", Files),
        new("WF0102", "System.Diagnostics.XmlWriterTraceListener", Files),
        new("WF0102", "System.Diagnostics.DelimitedListTraceListener", Files),
        new("WF0102", "System.Resources", Files),

        new("WF0103", "System.Environment", Host, Except: ["GetEnvironmentVariable", "NewLine", "TickCount", "TickCount64", "ProcessorCount", "Version"]),
        new("WF0103", "System.AppDomain", Host),
        new("WF0103", "System.AppContext", Host),
        new("WF0103", "System.GC", Host),
        new("WF0103", "System.Runtime.GCSettings", Host),
        new("WF0103", "System.Console", Host, Except: ["Write", "WriteLine", "Out", "Error"]),

        new("WF0104", "System.Reflection", Reflected),
        new("WF0104", "System.Reflection.MemberInfo", Reflected, Except: ["Name"]),
        new("WF0104", "System.Runtime.Loader", Reflected),
        new("WF0104", "System.Linq.Expressions", Reflected),
        new("WF0104", "System.CodeDom", Reflected),
        new("WF0104", "Microsoft.CSharp.RuntimeBinder", Reflected),
        new("WF0104", "System.Dynamic", Reflected),
        new("WF0104", "System.Type", Reflected, Except: TypeMembers),
        new("WF0104", "System.Activator", Reflected),
        new("WF0104", "System.Delegate", Reflected, Only: ["CreateDelegate", "DynamicInvoke", "Method"]),
        new("WF0104", "System.MulticastDelegate", Reflected, Only: ["Method"]),
        new("WF0104", "System.ComponentModel.TypeDescriptor", Reflected),
        new("WF0104", "System.ComponentModel.PropertyDescriptor", Reflected),
        new("WF0104", "System.ComponentModel.TypeConverter", Reflected),
        new("WF0104", "System.RuntimeTypeHandle", Reflected),
        new("WF0104", "System.RuntimeMethodHandle", Reflected),
        new("WF0104", "System.RuntimeFieldHandle", Reflected),
        new("WF0104", "System.Runtime.Serialization", Reflected, Except: ["EnumMemberAttribute", "DataMemberAttribute", "DataContractAttribute", "SerializationException"]),
        new("WF0104", "System.Runtime.CompilerServices.RuntimeHelpers", Reflected),
        new("WF0104", "System.Runtime.CompilerServices.CallSite", Reflected),

        new("WF0105", "System.Runtime.InteropServices", Native, Except: ["RuntimeInformation", "OSPlatform", "Architecture"]),
        new("WF0105", "System.Runtime.CompilerServices.Unsafe", Native),
        new("WF0105", "System.Runtime.CompilerServices.UnsafeAccessorAttribute", Native),
        new("WF0105", "System.Runtime.CompilerServices.SkipLocalsInitAttribute", Native),
        new("WF0105", "System.Buffers.MemoryHandle", Native),
        new("WF0105", "System.TypedReference", Native),
        new("WF0105", "System.ArgIterator", Native),
        new("WF0105", "Internal", Native),

        new("WF0106", "System.Net.Sockets", Network, Except: ["SocketException", "SocketError"]),
        new("WF0106", "System.Net.NetworkInformation", Network),
        new("WF0106", "System.Net.Quic", Network),
        new("WF0106", "System.Net.Mail", Network),
        new("WF0106", "System.Net.Dns", Network),
        new("WF0106", "System.Net.HttpListener", Network),
        new("WF0106", "System.Net.WebClient", Network),
        new("WF0106", "System.Net.WebRequest", Network),
        new("WF0106", "System.Net.WebProxy", Network),
        new("WF0106", "System.Net.ServicePointManager", Network),
        new("WF0106", "System.Net.Http.HttpClient", Network, Only: ["DefaultProxy"]),
        new("WF0106", "System.Net.Http.HttpClientHandler", Network, Only: ["Proxy", "UseProxy"]),
        new("WF0106", "System.Net.Http.SocketsHttpHandler", Network, Only: ["Proxy", "UseProxy", "ConnectCallback", "PlaintextStreamFilter"]),

        new("WF0107", "System.Threading.Thread", Threads, Except: ["Sleep"]),
        new("WF0107", "System.Threading.ThreadPool", Threads),
        new("WF0107", "System.Threading.Timer", Threads),
        new("WF0107", "System.Timers", Threads),

        new("WF0108", "System.Runtime.CompilerServices.ModuleInitializerAttribute", "Code that runs before any test is no test; put it into the test or the constructor of its class."),

        new("WF0110", "Xunit.v3", Runner),
        new("WF0110", "Xunit.Runner", Runner),
        new("WF0110", "Xunit.Sdk", Runner, Except: ["XunitException"]),
    ];
}
