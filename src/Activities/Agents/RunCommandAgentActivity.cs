using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Activities.Logging;
using Workflows.Activities.Models;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Agents;

/// <summary>
/// Lets a program of the operator's choice do an agent's work in its sandbox. What it has done is stored before anything else; a host that is killed
/// while it runs starts it again from the same files.
/// </summary>
internal sealed class RunCommandAgentActivity(
    AgentCommands commands, IWorkspaces workspaces, ICommandSandbox sandbox, TurnStore turns, IArtifactStore artifacts, IAuditLog audit, TimeProvider time,
    ILogger<RunCommandAgentActivity> logger)
    : IActivity<CommandAgentInput, CommandAgentOutcome>
{
    private const int OutputBytes = 4 * 1024 * 1024;
    private const int MostDropped = 20;
    private const int MostReason = 400;
    private const int Shown = 1000;
    private const int ResponseShown = 300;
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    // EX_TEMPFAIL of sysexits.h: only the program itself knows whether the service that it asks can be reached.
    private const int NotReached = 75;

    public async Task<CommandAgentOutcome> RunAsync(ActivityContext context, CommandAgentInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        if (commands.Find(input.Role) is not { } command)
        {
            return Failed(input.Role, null, AgentFailureKind.Permanent, $"the command of the {input.Role} is no longer set (Agents:{input.Role}:Command)");
        }

        if (input.Workspace is not { } before)
        {
            return Failed(command.Name, null, AgentFailureKind.Permanent, $"the {input.Role} has no files to work on");
        }

        var (prompt, call) = (Hash(command.For(input.Role, input.Agent), input.Instructions.Sha256, input.Prompt.Sha256, before.Manifest.Sha256), Call(input));
        var record = await turns.FindAsync(input.RunId, input.Agent, 1, cancellationToken);
        if (record is { Command: not null } && record.Answers(prompt, call, command.Name))
        {
            AgentLog.AlreadyAnswered(logger, input.RunId, input.Agent, 1, command.Name);
        }
        else
        {
            (record, var failure) = await RunAsync(command, input, before, prompt, call, cancellationToken);
            if (record is null)
            {
                return failure!;
            }
        }

        var (_, answer, _) = await turns.StoreAsync(input.RunId, input.Agent, record);
        await audit.AppendAsync(ModelCallNote.Of(input.RunId, input.Agent, 0, record), cancellationToken);
        return new CommandAgentOutcome(
            new ModelAnswer(answer, record.Model, Offline: false, null, 1, record.Usage), record.Command!.Workspace, record.Command.Dropped)
        {
            Seconds = record.Seconds,
        };
    }

    private async Task<(TurnRecord? Record, CommandAgentOutcome? Failure)> RunAsync(
        AgentCommand command, CommandAgentInput input, WorkspaceState before, string promptSha256, string call, CancellationToken cancellationToken)
    {
        var prompt = Encoding.UTF8.GetBytes($"{await TextAsync(input.Instructions, cancellationToken)}\n\n{await TextAsync(input.Prompt, cancellationToken)}\n");
        AgentLog.Prompt(logger, input.RunId, input.Agent, 1, command.Name, prompt.Length, Beginning(Encoding.UTF8.GetString(prompt), Shown));
        var variables = command.Variables
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null).DistinctBy(variable => variable.Name).ToDictionary(variable => variable.Name, variable => variable.Value!);
        await using var copy = await workspaces.OpenAsync(input.RunId, input.Agent, before, clean: true, cancellationToken);
        var ended = await sandbox.RunAsync(
            new SandboxJob(copy.Folder, input.Scope.Folders, "", command.For(input.Role, input.Agent), command.Timeout, OutputBytes)
            {
                Input = prompt,
                Environment = variables,
                Network = command.Network,
                ReadablePaths = command.ReadablePaths,
            },
            cancellationToken);

        // What it was given to log in somewhere is no business of whoever reads the run.
        var secrets = variables.Values.Select(value => new SecretRedactor(value)).ToList();
        string Redacted(string text) => secrets.Aggregate(text, (left, secret) => secret.Redact(left));
        var (output, error) = (Redacted(ended.Output), Redacted(ended.Error));
        await artifacts.WriteAsync(
            input.RunId, string.Create(CultureInfo.InvariantCulture, $"agents/{input.Agent}/command-{input.Attempt}.txt"), Encoding.UTF8.GetBytes($"{output}\n--- standard error ---\n{error}"),
            "text/plain", cancellationToken);
        var answer = CommandAnswer.Of(output);
        if (Failure(command, ended, answer, error) is var (kind, reason))
        {
            AgentLog.Failed(logger, input.RunId, input.Agent, 1, command.Name, kind.ToString(), reason);
            return (null, Failed(command.Name, answer.Usage, kind, reason) with { Seconds = ended.Seconds });
        }

        var (state, dropped) = await copy.CaptureAsync(input.Scope, cancellationToken);
        AgentLog.Response(logger, input.RunId, input.Agent, 1, command.Name, answer.Text.Length, 0, answer.Usage.InputTokens, answer.Usage.OutputTokens, 1, Beginning(answer.Text, ResponseShown));
        return (new TurnRecord(
            call, promptSha256, 1, null, [], 0, input.Role, command.Name, command.Name, false, null, "exit code 0", 1, answer.Usage, answer.Text, [], 0,
            ended.Seconds, time.GetUtcNow().UtcDateTime)
        {
            Command = new CommandEnd(state, [.. dropped.Take(MostDropped)], ended.Isolation),
        }, null);
    }

    private static (AgentFailureKind Kind, string Reason)? Failure(AgentCommand command, SandboxResult ended, CommandAnswer answer, string error) => ended switch
    {
        { ExitCode: null } => (AgentFailureKind.Permanent, $"{command.Name} did not end by itself: {Line(ended.Problem ?? "it was stopped")}"),
        { ExitCode: NotFound or NotExecutable } => (AgentFailureKind.Permanent, $"{command.Name} could not be started (exit code {ended.ExitCode}): {Line(error)}. Its program and what it needs must be readable in the sandbox (Agents:{command.Role}:ReadablePaths)."),
        { ExitCode: NotReached } => (AgentFailureKind.Infrastructure, $"{command.Name} cannot reach its service (exit code {NotReached}): {Line(error.Trim().Length > 0 ? error : answer.Text)}"),
        { ExitCode: not 0 } => (AgentFailureKind.Transient, $"{command.Name} ended with exit code {ended.ExitCode}: {Line(error.Trim().Length > 0 ? error : answer.Text)}"),
        _ when answer.IsError => (AgentFailureKind.Transient, $"{command.Name} says that it failed: {Line(answer.Text)}"),
        _ when answer.Text.Length == 0 => (AgentFailureKind.Transient, $"{command.Name} answered nothing"),
        _ => null,
    };

    private static CommandAgentOutcome Failed(string name, ModelUsage? usage, AgentFailureKind kind, string reason) =>
        new(new ModelAnswer(null, name, Offline: false, null, 1, usage ?? ModelUsage.None), null, [], kind, reason);

    private async Task<string> TextAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await artifacts.ReadVerifiedAsync(artifact, cancellationToken));

    private static string Call(CommandAgentInput input) => Hash(
        [input.RunId, input.Agent], input.BegunAt.ToString("O", CultureInfo.InvariantCulture), input.Attempt.ToString(CultureInfo.InvariantCulture));

    private static string Hash(IReadOnlyList<string> words, params ReadOnlySpan<string> more) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [.. words, .. more]))));

    private static string Line(string text)
    {
        var line = string.Concat(text.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= MostReason ? line : "…" + line[^MostReason..];
    }

    private static string Beginning(string text, int length) => text.Length <= length ? text : text[..length];
}
