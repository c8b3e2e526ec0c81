using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>The command line as a whole: parses, runs, and turns what goes wrong into two lines and an exit code.</summary>
internal static class CliApp
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(string[] args, CliConsole console, CancellationToken cancellationToken)
    {
        var context = new CliContext(console);
        var parse = WorkflowsCommand.Create(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            return WrongUsage(parse, console);
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parse.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception exception)
        {
            return Report(CliFailure.Explain(exception, cancellationToken), parse.GetValue(context.Json), console, exception);
        }
    }

    private static int WrongUsage(ParseResult parse, CliConsole console)
    {
        var mistyped = MistypedCommand.Of(parse);
        // The option by its text: where parsing failed, its value may not be there to be asked for.
        if (parse.Tokens.Any(token => token is { Type: TokenType.Option, Value: "--json" }))
        {
            var (reasons, advice) = mistyped ?? (string.Join(" ", parse.Errors.Select(error => error.Message.ReplaceLineEndings(" "))), "--help tells how it is used.");
            console.Out.WriteLine(CliJson.Text(new CommandError(reasons, advice, (int)ExitCode.Usage), CliJson.Line.CommandError));
        }

        if (mistyped is { } wrong)
        {
            console.Error.WriteLine($"{wrong.Message} {wrong.Advice}");
            return (int)ExitCode.Usage;
        }

        foreach (ParseError error in parse.Errors)
        {
            console.Error.WriteLine(error.Message);
        }

        console.Error.WriteLine();
        new HelpAction().Invoke(Help(parse, console));
        return (int)ExitCode.Usage;
    }

    // The help of the command that was meant, on the stream of errors.
    private static ParseResult Help(ParseResult parse, CliConsole console)
    {
        parse.InvocationConfiguration.Output = console.Error;
        return parse;
    }

    private static int Report(CliException failure, bool json, CliConsole console, Exception exception)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(new CommandError(failure.Message, failure.Advice, (int)failure.Code), CliJson.Line.CommandError));
        }

        console.Error.WriteLine(failure.Message);
        if (failure.Advice.Length > 0)
        {
            console.Error.WriteLine(failure.Advice);
        }

        if (Environment.GetEnvironmentVariable("LOG_LEVEL")?.ToUpperInvariant() is "DEBUG" or "TRACE")
        {
            console.Error.WriteLine(exception);
        }

        return (int)failure.Code;
    }
}
