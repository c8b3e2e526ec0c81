using System.ComponentModel.DataAnnotations;

namespace Workflows.Activities.Tools;

/// <summary>What the tools of agents may do. Section <c>Tools</c> of the settings.</summary>
public sealed record ToolOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Tools";

    /// <summary>The programs that <c>run_cmd</c> starts, separated by commas. Installing is refused whatever stands here.</summary>
    public string Commands { get; init; } =
        "dotnet,python,python3,pytest,node,npm,ls,cat,head,tail,grep,find,sed,awk,wc,diff,cmp,sort,uniq,cut,tr,echo,printf,true,false,test,mkdir,rm,mv,cp,touch,chmod,sh,bash";

    /// <summary>Most seconds that a command of an agent may take, 1 to 7200.</summary>
    [Range(1, 7200)]
    public double CommandTimeoutSeconds { get; init; } = 300;

    /// <summary>Most seconds that the loop's own run of the tests may take, 1 to 7200.</summary>
    [Range(1, 7200)]
    public double TestTimeoutSeconds { get; init; } = 900;

    /// <summary>Most characters that a model is told of one call, 1000 to 200000. Of a longer output it gets the beginning and the end.</summary>
    [Range(1000, 200_000)]
    public int AnswerCharacters { get; init; } = 16_000;

    /// <summary>Most kilobytes of a command's output that are kept as an artifact, 1 to 65536.</summary>
    [Range(1, 65536)]
    public int OutputKilobytes { get; init; } = 1024;

    /// <summary>Most seconds that one search may take, 0.1 to 600.</summary>
    [Range(0.1, 600)]
    public double SearchTimeoutSeconds { get; init; } = 10;

    internal IReadOnlySet<string> CommandNames =>
        Commands.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
}
