using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Checks;
using Workflows.Activities.Checks.Rules;
using Workflows.Activities.Execution.Coverage;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Execution.Results;
using Workflows.Activities.Publishing;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Execution;

/// <summary>Registers what formats, checks, publishes and executes generated tests.</summary>
public static class ChecksAndExecution
{
    /// <summary>
    /// Adds the activities <c>FormatCode</c>, <c>CheckCode</c>, <c>PublishTests</c> and <c>ExecuteTests</c> with the services that they keep warm.
    /// They need an <see cref="Workflows.Domain.Artifacts.IArtifactStore"/>. A host that does not support every isolation registers its
    /// <see cref="IsolationPolicy"/> before. Settings are in the section <c>Execution</c>, and are checked at start.
    /// </summary>
    public static IServiceCollection AddChecksAndExecution(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExecutionOptions>()
            .Bind(configuration.GetSection(ExecutionOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(IsolationPolicy.ThisMachine);
        services.TryAddSingleton(HostTools.OfThisMachine());
        services.AddSingleton<TestReferences>();
        services.AddSingleton<TestCompiler>();
        services.AddSingleton<ICodeRule, TestFormRule>();
        services.AddSingleton<ICodeRule, AssertionRule>();
        services.AddSingleton<ICodeRule, ForbiddenApiRule>();
        services.AddSingleton<ICodeRule, RedFlagRule>();
        services.AddSingleton<CodeChecker>();
        services.AddSingleton<TestBuilder>();
        services.AddSingleton<LibraryBuilder>();
        services.AddSingleton<Coverlet>();
        services.AddSingleton<WarmHosts>();
        services.AddSingleton<ExecutionGate>();
        services.AddSingleton<TestRunner>();
        services.AddSingleton<ResultArtifacts>();
        services.AddTransient<FormatCode>();
        services.AddTransient<CheckCode>();
        services.AddTransient<PublishTests>();
        services.AddTransient<ExecuteTests>();
        return services;
    }

    /// <summary>Adds the activities to what a host can run.</summary>
    public static TaskRegistry AddChecksAndExecution(this TaskRegistry registry, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry
            .AddActivity(GenerateTestsActivities.FormatCode, services.GetRequiredService<FormatCode>)
            .AddActivity(GenerateTestsActivities.CheckCode, services.GetRequiredService<CheckCode>)
            .AddActivity(GenerateTestsActivities.PublishTests, services.GetRequiredService<PublishTests>)
            .AddActivity(GenerateTestsActivities.ExecuteTests, services.GetRequiredService<ExecuteTests>);
    }
}
