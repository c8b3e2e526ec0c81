using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.SampleApi;

var url = args.Length > 0 ? args[0] : "http://127.0.0.1:5080";
await using var app = SampleServer.Create(url);
await app.StartAsync();
var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
Console.WriteLine($"The sample API answers at {string.Join(", ", addresses)} (Ctrl+C ends it)");
await app.WaitForShutdownAsync();
