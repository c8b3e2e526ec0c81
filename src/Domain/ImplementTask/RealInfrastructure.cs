using System.Text.RegularExpressions;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// Finds the real infrastructure that a task asks for (row R11). What a sentence rules out ("without Redis", "no Docker Compose"), and what
/// stands under "Non-goals", is not asked for.
/// </summary>
public static partial class RealInfrastructure
{
    private const int Most = 10;

    /// <summary>Its names, in the order of the text; the first of them.</summary>
    public static IReadOnlyList<string> In(string? text)
    {
        List<string> found = [];
        var isNonGoal = false;
        foreach (var line in (text ?? "").Split('\n'))
        {
            if (Heading().IsMatch(line))
            {
                isNonGoal = NonGoal().IsMatch(line);
            }

            if (isNonGoal)
            {
                continue;
            }

            foreach (var sentence in SentenceEnd().Split(line))
            {
                found.AddRange(Name().Matches(sentence).Where(match => !Negation().IsMatch(sentence[..match.Index])).Select(match => match.Value));
            }
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    [GeneratedRegex(@"\b(?:Postgres(?:QL)?|RabbitMQ|MinIO|Docker[ -]?Compose|Redis|Kafka|S3|MySQL|MariaDB|MongoDB|SQL Server|Cassandra|Elasticsearch|OpenSearch|ClickHouse|NATS|Azure Service Bus|Service Bus|Azurite|Blob Storage|DynamoDB|SQS)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Name();

    // Only what stands shortly before the name rules it out.
    [GeneratedRegex(@"\b(?:no|not|without|never|instead of|rather than|don['’]t|avoid|replac\w+|без|не|вместо)\b[^,;:]{0,60}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Negation();

    [GeneratedRegex(@"^\s*(?:\#{1,6}\s|[*_]{2}[^*_]+[*_]{2}\s*:?\s*$|[\p{L} -]{3,40}:\s*$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"non[ -]?goals?|out of scope|не цели|вне рамок", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NonGoal();

    [GeneratedRegex(@"(?<=[.;!?])\s+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex SentenceEnd();
}
