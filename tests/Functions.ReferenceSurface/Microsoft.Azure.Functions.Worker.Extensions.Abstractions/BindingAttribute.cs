namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Binds a function to something outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute;
