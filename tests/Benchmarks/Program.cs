using Workflows.Benchmarks;

switch (args)
{
    case ["engine"]:
        return await EngineBenchmarks.RunAsync(jsonFile: null);
    case ["engine", "--json", var file]:
        return await EngineBenchmarks.RunAsync(file);
    case [ChildProcess.Verb, var part, var hubPath]:
        return await Children.RunAsync(part, hubPath);
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Benchmarks -- engine [--json FILE]");
        return 2;
}
