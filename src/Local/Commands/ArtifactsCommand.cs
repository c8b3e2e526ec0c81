using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>artifacts</c>: lists what a run has stored, prints one, or saves it.</summary>
internal static class ArtifactsCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var name = new Argument<string?>("name") { Description = "The artifact to print", Arity = ArgumentArity.ZeroOrOne };
        var target = new Option<string?>("--out") { Description = "Saves the artifact to this file instead of printing it", HelpName = "file" };
        var command = new Command("artifacts", "Lists the artifacts of a run, or prints or saves one") { run, name, target };
        command.Validators.Add(result =>
        {
            if (result.GetValue(target) is not null && result.GetValue(name) is null)
            {
                result.AddError("--out needs the name of an artifact.");
            }

            if (result.GetValue(name) is not null && result.GetValue(target) is null && result.GetValue(context.Json))
            {
                result.AddError("--json with a name needs --out: an artifact is printed as it is.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var list = RunCommands.Require(await connection.Client.ListArtifactsAsync(id, cancellationToken));
            list = list with { Artifacts = connection.Reachable(list.Artifacts) };
            if (parse.GetValue(name) is not { } wanted)
            {
                Print(context.Console, list, parse.GetValue(context.Json));
                return (int)ExitCode.Success;
            }

            var body = RunCommands.Require(await connection.Client.ReadArtifactAsync(id, wanted, cancellationToken));
            if (parse.GetValue(target) is { } file)
            {
                await File.WriteAllBytesAsync(file, body, cancellationToken);
                Print(context.Console, list with { Location = Path.GetFullPath(file), Artifacts = [.. list.Artifacts.Where(artifact => artifact.Name == wanted)] }, parse.GetValue(context.Json));
            }
            else
            {
                await context.Console.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(body).AsMemory(), cancellationToken);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static void Print(CliConsole console, ArtifactList list, bool json)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(list, CliJson.Indented.ArtifactList));
            return;
        }

        console.Out.WriteLine(list.Location);
        if (list.Artifacts.Count == 0)
        {
            console.Error.WriteLine("Nothing of this run is kept here. What ran with --azurite is read with AzureWebJobsStorage=UseDevelopmentStorage=true in the environment.");
        }

        foreach (var artifact in list.Artifacts)
        {
            console.Out.WriteLine($"{artifact.Length,10}  {artifact.Name}");
        }
    }
}
