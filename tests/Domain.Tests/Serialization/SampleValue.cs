using System.Reflection;

namespace Workflows.Domain.Tests.Serialization;

/// <summary>A value of any type that crosses history, with something in every member.</summary>
internal static class SampleValue
{
    private const int Deepest = 4;

    public static object Of(Type type) => Of(type, 0) ?? throw new InvalidOperationException($"{type} has no sample.");

    private static object? Of(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return "text";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(DateTime))
        {
            return new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.FromMinutes(90);
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return new Dictionary<string, string> { ["key"] = "value" };
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        }

        if (type.IsPrimitive || type == typeof(decimal))
        {
            return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type.IsGenericType && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType()))
        {
            var array = Array.CreateInstance(element, 1);
            array.SetValue(Of(element, depth + 1), 0);
            return array;
        }

        // A type that holds itself (a failure and its cause) ends somewhere.
        return depth > Deepest ? null : Record(type, depth);
    }

    private static object Record(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor.");
        var value = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, p.ParameterType == type ? Deepest + depth : depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && constructor.GetParameters().All(c => c.Name != p.Name)))
        {
            property.SetValue(value, Of(property.PropertyType, depth + 1));
        }

        return value;
    }
}
