using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>The process that the crash test kills: this very assembly, started as a program. It appends, and tells each key that was acknowledged.</summary>
internal static class AuditCrashHost
{
    private const int Clients = 8;

    public static async Task<int> Main(string[] args)
    {
        if (args is not ["append", var folder, var first])
        {
            return 2;
        }

        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await using var log = new AuditLog(new FileAuditJournal(folder, TimeProvider.System), TimeProvider.System, NullLogger<AuditLog>.Instance);
        var next = int.Parse(first, CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            while (true)
            {
                var key = Interlocked.Increment(ref next);
                await log.AppendAsync(Notes.Of($"{key}", $"run-{client}", data: ("text", new string('x', key % 900))), CancellationToken.None);
                await output.WriteLineAsync(key.ToString(CultureInfo.InvariantCulture));
            }
        })));
        return 0;
    }
}
