using System.Reflection;
using System.Runtime.Loader;
using Workflows.TestHost.Protocol;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace Workflows.TestHost;

/// <summary>
/// Finds and runs the tests of one assembly, one after the other: when the process dies, the parent knows which test it was at.
/// The framework is driven directly, so that nothing in the assembly can put another runner in its place.
/// </summary>
internal sealed class TestRun(Action<HostEvent> report)
{
    public Task RunAsync(HostJob job)
    {
        foreach (var (name, value) in job.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return RunAsync(AssemblyLoadContext.Default.LoadFromAssemblyPath(job.Assembly), static _ => true, job.Exclude);
    }

    public async Task RunAsync(Assembly assembly, Func<Type, bool> wanted, IReadOnlyList<string> exclude)
    {
        TestContext.SetForInitialization(null, diagnosticMessages: false, internalDiagnosticMessages: false);
        var testAssembly = new XunitTestAssembly(assembly, configFileName: null, assembly.GetName().Version);
        var excluded = exclude.ToHashSet(StringComparer.Ordinal);
        var keys = new Dictionary<string, (string Method, int Case)>(StringComparer.Ordinal);
        var cases = new List<IXunitTestCase>();
        foreach (var type in assembly.GetExportedTypes().Where(wanted))
        {
            await DiscoverAsync(testAssembly, type, excluded, keys, cases);
        }

        ITestFrameworkExecutionOptions execution = TestFrameworkOptions.Empty();
        execution.SetDisableParallelization(true);
        execution.SetMaxParallelThreads(1);
        execution.SetSynchronousMessageReporting(true);
        await XunitTestAssemblyRunner.Instance.Run(testAssembly, cases, new ResultSink(report, keys), execution, CancellationToken.None);
    }

    private async Task DiscoverAsync(
        XunitTestAssembly assembly, Type type, HashSet<string> excluded, Dictionary<string, (string Method, int Case)> keys, List<IXunitTestCase> cases)
    {
        // A class whose discovery killed an earlier host is left out as a whole.
        var className = type.FullName ?? type.Name;
        if (excluded.Contains(className))
        {
            return;
        }

        report(new HostEvent(HostEventKind.Discovering, className));
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        ITestFrameworkDiscoveryOptions options = TestFrameworkOptions.Empty();
        options.SetPreEnumerateTheories(true);
        options.SetSynchronousMessageReporting(true);
        try
        {
            await new XunitTestFrameworkDiscoverer(assembly).Find(
                testCase =>
                {
                    var method = $"{className}.{testCase.TestMethodName}";
                    var number = found.GetValueOrDefault(method);
                    found[method] = number + 1;
                    keys[testCase.UniqueID] = (method, number);
                    if (testCase is IXunitTestCase runnable && !excluded.Contains($"{method}#{number}"))
                    {
                        cases.Add(runnable);
                    }

                    return ValueTask.FromResult(true);
                },
                options,
                [type]);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            report(new HostEvent(HostEventKind.Error, className, Message: $"The tests of {className} cannot be found: {error.Message}"));
        }
    }
}
