using Workflows.Benchmarks;

switch (args)
{
    case ["engine"]:
        return await EngineBenchmarks.RunAsync(jsonFile: null);
    case ["engine", "--json", var file]:
        return await EngineBenchmarks.RunAsync(file);
    case ["gates"]:
        return await GateBenchmarks.RunAsync();
    case ["agents"]:
        return await AgentBenchmarks.RunAsync();
    case ["views"]:
        return await ViewBenchmarks.RunAsync();
    case ["views", "live"]:
        return await ViewBenchmarks.RunLiveAsync();
    case [ChildProcess.Verb, LivePageBenchmark.Page, var address]:
        return await LivePageBenchmark.ListenAsync(address);
    case [ChildProcess.Verb, LivePageBenchmark.Server, var livePath]:
        return await LivePageBenchmark.ServeAsync(livePath);
    case [ChildProcess.Verb, GateChildren.Idle or GateChildren.Open or GateChildren.Serve, var gatesPath]:
        return await GateChildren.RunAsync(args[1], gatesPath);
    case [ChildProcess.Verb, var part, var hubPath]:
        return await Children.RunAsync(part, hubPath);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- engine [--json FILE] | gates | agents | views [live]");
        return 2;
}
