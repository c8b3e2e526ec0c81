using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Workflows.Domain.Orchestration;
using Workflows.Functions.Tests.Hosting;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>
/// Holds the functions of an assembly against what Domain defines and what the HTTP surface routes. A host finds out about most of this
/// only when a run gets there.
/// </summary>
internal static class FunctionAgreement
{
    public static IReadOnlyList<string> Problems(Assembly app, IReadOnlyList<(string Method, string Route)> routes)
    {
        var functions = FunctionMethod.In(app);
        return
        [
            .. NotPublic(app),
            .. Twice(functions),
            .. TaskProblems<OrchestrationTriggerAttribute>(
                functions, Definitions(typeof(OrchestratorDefinition<,>)), "orchestrator", trigger => trigger.Orchestration),
            .. TaskProblems<ActivityTriggerAttribute>(functions, Definitions(typeof(ActivityDefinition<,>)), "activity", trigger => trigger.Activity),
            .. HttpAgreement.Problems(functions, routes),
            .. functions.Where(function => Triggers(function) != 1).Select(function => $"'{function.Name}' has {Triggers(function)} triggers."),
        ];
    }

    private static IEnumerable<string> NotPublic(Assembly app) =>
        from type in app.GetTypes()
        from method in type.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FunctionAttribute>() is not null
        select $"{type.Name}.{method.Name} is not public: the worker does not see the function.";

    private static IEnumerable<string> Twice(IReadOnlyList<FunctionMethod> functions) =>
        functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"There are {same.Count()} functions '{same.Key}'.");

    private static IEnumerable<string> TaskProblems<TTrigger>(
        IReadOnlyList<FunctionMethod> functions, Dictionary<string, (Type Input, Type Output)> definitions, string kind,
        Func<TTrigger, string?> otherName)
        where TTrigger : Attribute
    {
        foreach (var (name, types) in definitions)
        {
            var function = functions.FirstOrDefault(function => function.Name == name);
            if (function is null)
            {
                yield return $"The {kind} '{name}' has no function.";
            }
            else if (function.Bound<TTrigger>() is not { } bound)
            {
                yield return $"The function '{name}' has no {typeof(TTrigger).Name}.";
            }
            else if (InputOf(function, bound.Parameter) is not { } input || input != types.Input)
            {
                yield return $"The function '{name}' takes {InputOf(function, bound.Parameter)?.Name ?? "nothing"}; the {kind} takes {types.Input.Name}.";
            }
            else if (function.Output != types.Output || !function.Method.ReturnType.IsAssignableTo(typeof(Task)))
            {
                yield return $"The function '{name}' answers {function.Output.Name}; the {kind} answers a task of {types.Output.Name}.";
            }
        }

        foreach (var function in functions.Where(function => function.Bound<TTrigger>() is not null))
        {
            if (!definitions.ContainsKey(function.Name))
            {
                yield return $"The function '{function.Name}' is no {kind} of Domain.";
            }

            if (otherName(function.Bound<TTrigger>()!.Value.Attribute) is { } other)
            {
                yield return $"The function '{function.Name}' calls itself '{other}' in its trigger.";
            }
        }
    }

    // An orchestrator's trigger binds the context, and the parameter behind it is the input; an activity's binds the input itself.
    private static Type? InputOf(FunctionMethod function, ParameterInfo trigger) => trigger.ParameterType != typeof(TaskOrchestrationContext)
        ? trigger.ParameterType
        : function.Method.GetParameters().SingleOrDefault(parameter => parameter != trigger)?.ParameterType;

    private static int Triggers(FunctionMethod function) =>
        (function.Bound<OrchestrationTriggerAttribute>() is null ? 0 : 1)
        + (function.Bound<ActivityTriggerAttribute>() is null ? 0 : 1)
        + (function.Bound<HttpTriggerAttribute>() is null ? 0 : 1);

    private static Dictionary<string, (Type Input, Type Output)> Definitions(Type definition) =>
        (from type in typeof(OrchestrationContext).Assembly.GetTypes()
         where !type.ContainsGenericParameters
         from property in type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
         where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == definition
         let value = property.GetValue(null)!
         let types = property.PropertyType.GetGenericArguments()
         select (Name: (string)property.PropertyType.GetProperty("Name")!.GetValue(value)!, Input: types[0], Output: types[1]))
        .ToDictionary(found => found.Name, found => (found.Input, found.Output));
}
