using Microsoft.Extensions.Logging.Abstractions;
using Workflows.CrashHost;
using Workflows.Domain.Orchestration;
using Workflows.Engine;

if (args is not [var hubPath, var logPath])
{
    Console.Error.WriteLine("usage: Workflows.CrashHost HUB_FILE ACTIVITY_LOG");
    return 2;
}

using var log = new ActivityLog(logPath);
var options = new TaskHubOptions { Path = hubPath, Converter = new PayloadConverter(CrashJson.Default.Options) };
await using var engine = await EmbeddedEngine.StartAsync(options, CrashWorkload.Registry(log), NullLoggerFactory.Instance);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await new CommandLoop(engine.Client, output).RunAsync(Console.In);
return 0;
