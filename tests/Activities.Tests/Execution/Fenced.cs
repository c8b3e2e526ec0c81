using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Execution.Results;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Execution;

/// <summary>The real services of execution with short limits, in one fence.</summary>
public sealed class Fenced : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Fenced(ServiceProvider services) => _services = services;

    internal MemoryArtifacts Artifacts => (MemoryArtifacts)_services.GetRequiredService<IArtifactStore>();

    internal WarmHosts Hosts => _services.GetRequiredService<WarmHosts>();

    internal ExecuteTests Activity => _services.GetRequiredService<ExecuteTests>();

    public static Fenced In(string isolation, params (string Name, string Value)[] settings)
    {
        if (isolation != "Process")
        {
            Bubblewrap.Require();
        }

        return On(null, null, isolation, settings);
    }

    /// <summary>On a host with a policy of its own, or with other tools than this machine's.</summary>
    internal static Fenced On(IsolationPolicy? policy, HostTools? tools, string isolation, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Execution:Isolation"] = isolation,
            ["Execution:TestTimeoutSeconds"] = "2.5",
            ["Execution:MemoryMegabytes"] = "128",
            ["Execution:FloodMegabytes"] = "4",
            ["Execution:OutputKilobytes"] = "64",
        };
        foreach (var (name, value) in settings)
        {
            values["Execution:" + name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IArtifactStore, MemoryArtifacts>();
        if (policy is not null)
        {
            services.AddSingleton(policy);
        }

        if (tools is not null)
        {
            services.AddSingleton(tools);
        }

        services.AddChecksAndExecution(configuration);
        return new Fenced(services.BuildServiceProvider());
    }

    /// <summary>Runs a file that no check has seen.</summary>
    internal async Task<TestRunResult> RunAsync(string code, string baseUrl = "http://127.0.0.1:9")
    {
        var tests = _services.GetRequiredService<TestBuilder>().Build(Encoding.UTF8.GetBytes(code), "hostile.cs", null, CancellationToken.None);
        return await _services.GetRequiredService<TestRunner>().RunAsync(tests, null, new Uri(baseUrl), null, CancellationToken.None);
    }

    internal static TestResult The(TestRunResult run, string method) => run.Results.Single(result => result.Test.Method == method);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
