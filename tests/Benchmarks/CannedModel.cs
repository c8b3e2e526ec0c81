using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Workflows.Activities.Models;

namespace Workflows.Benchmarks;

/// <summary>A model service within this process: each answer calls a tool. It notes when it is asked, and takes no time itself.</summary>
internal sealed class CannedModel : HttpMessageHandler
{
    private static readonly byte[] _answer = Encoding.UTF8.GetBytes(
        """
        data: {"model":"canned","choices":[{"index":0,"delta":{"content":"Let me look at the file that the test is about, and at what it calls."}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"fs_read","arguments":"{\"path\":\"workspace/src/Greeter/Greeter.cs\"}"}}]}}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1000,"completion_tokens":50}}

        data: [DONE]


        """);

    /// <summary>When each turn was asked, in ticks of the stopwatch.</summary>
    public List<long> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(Stopwatch.GetTimestamp());
        var content = new StreamContent(new BoundedStream(new MemoryStream(_answer), long.MaxValue));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
