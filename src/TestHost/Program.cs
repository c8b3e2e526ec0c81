using Workflows.TestHost;
using Workflows.TestHost.Protocol;
using Workflows.TestHost.WarmUp;

// Started by the parent with the job's folder, which holds its sockets. Warms up, says so, waits for one job, runs it, ends.
if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("TestHost runs generated tests for Workflows and is started by it: TestHost <job folder>");
    return 64;
}

using var control = await ControlChannel.ConnectAsync(Path.Combine(folder, HostProtocol.ControlSocket));
var proxy = Path.Combine(folder, HostProtocol.ProxySocket);
using var bridge = File.Exists(proxy) ? ProxyBridge.Start(proxy) : null;

await new TestRun(static _ => { }).RunAsync(typeof(WarmUpTests).Assembly, static type => type == typeof(WarmUpTests), []);
control.Send(new HostEvent(HostEventKind.Ready));

if (await control.ReceiveJobAsync() is not { } job)
{
    return 0;
}

control.EndWithParent();
var hits = job.Library is { } library ? LibraryHits.Load(library, control.Send) : null;
await new TestRun(hits is null ? control.Send : hits.Report).RunAsync(job);
hits?.Send();
control.Send(new HostEvent(HostEventKind.Done));
return 0;
