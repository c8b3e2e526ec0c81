using System.Text.Json.Serialization;

namespace Workflows.Activities.Models;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AnswerRecord))]
internal sealed partial class ModelJson : JsonSerializerContext;
