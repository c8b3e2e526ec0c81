using System.Text.Json.Serialization;
using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BudgetBook))]
internal sealed partial class BudgetJson : JsonSerializerContext;
