using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Azure.Functions.Worker;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>A method that is a function, as the worker finds it.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method)
{
    public static IReadOnlyList<FunctionMethod> In(Assembly assembly) =>
        [.. from type in assembly.GetTypes()
            // The worker's generator takes public methods only.
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select new FunctionMethod(function.Name, method)];

    /// <summary>The parameter of a trigger or another binding, and what its attribute says; null when there is none.</summary>
    public (ParameterInfo Parameter, TAttribute Attribute)? Bound<TAttribute>() where TAttribute : Attribute =>
        Method.GetParameters().Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TAttribute>()))
            .FirstOrDefault(bound => bound.Attribute is not null) is { Attribute: { } attribute } found
                ? (found.Parameter, attribute)
                : null;

    /// <summary>What the function answers: the result of its task.</summary>
    public Type Output => Method.ReturnType.IsGenericType ? Method.ReturnType.GetGenericArguments()[0] : Method.ReturnType;

    /// <summary>Calls it, on an object when it is no static one.</summary>
    /// <param name="target">Makes the object.</param>
    /// <param name="argument">Gives the value of a parameter.</param>
    public async Task<object?> CallAsync(Func<Type, object> target, Func<ParameterInfo, object?> argument)
    {
        try
        {
            var task = (Task)Method.Invoke(
                Method.IsStatic ? null : target(Method.DeclaringType!), [.. Method.GetParameters().Select(argument)])!;
            await task;
            return task.GetType().GetProperty(nameof(Task<object>.Result))?.GetValue(task);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
