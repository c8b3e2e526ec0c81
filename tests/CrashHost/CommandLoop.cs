using Workflows.Domain.Client;

namespace Workflows.CrashHost;

/// <summary>
/// Commands in, one line each; answers out, one line each, in any order and under the command's own number. An answer is written
/// only after the call has returned, so that whoever reads it may rely on what the engine promises.
/// </summary>
internal sealed class CommandLoop(OrchestrationClient client, TextWriter output)
{
    public async Task RunAsync(TextReader input)
    {
        await output.WriteLineAsync("ready");
        var running = new List<Task>();
        while (await input.ReadLineAsync() is { } line)
        {
            running.Add(AnswerAsync(line.Split(' ', 5)));
            running.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(running);
    }

    private async Task AnswerAsync(string[] command)
    {
        var answer = command switch
        {
            [_, "start", var name, var id, var input] => await StartAsync(name, id, input),
            [_, "raise", var id, var name, var payload] => (await client.RaiseEventAsync(id, name, payload)).ToString(),
            [_, "wait", var id] => Tell(await client.WaitForCompletionAsync(id)),
            _ => throw new ArgumentException($"'{string.Join(' ', command)}' is no command."),
        };
        await output.WriteLineAsync($"{command[0]} {answer}");
    }

    private async Task<string> StartAsync(string name, string id, string input) =>
        (await client.ScheduleNewInstanceAsync(name, input, new StartOptions { InstanceId = id, Reuse = InstanceIdReuse.KeepExisting })).Status.ToString();

    private static string Tell(OrchestrationMetadata? ended) =>
        ended is null ? "Unknown" : $"{ended.RuntimeStatus} {(ended.Output ?? ended.Failure?.ToString() ?? "").ReplaceLineEndings(" ")}";
}
