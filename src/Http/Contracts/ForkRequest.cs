using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Asks for a fork of a run.</summary>
/// <param name="From">The step from which on the fork goes its own way, as the timeline names it in <c>forkable</c>: <c>AskModel#2</c>, <c>implementer-1/AskAgent#5</c>.</param>
/// <param name="Prompt">What the model is asked at that step instead (of an agent: its first message); at most as long as a request may be.</param>
/// <param name="Model">The model that is asked from that step on instead. A key without the scope admin may name those of the setting <c>LLM_FORK_MODELS</c>.</param>
/// <param name="Answer">The answer to that step (of an agent: its last message), so that no model is asked for it.</param>
/// <param name="Label">What the fork is called; without it as the run.</param>
/// <param name="By">Who asks: with a key its person, without keys the name that is given, or <c>local</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ForkRequest(
    string? From = null, string? Prompt = null, string? Model = null, string? Answer = null, string? Label = null, string? By = null);
