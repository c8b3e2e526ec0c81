using Microsoft.AspNetCore.Mvc;
using Workflows.Http;
using Workflows.Http.Hosting;

namespace Workflows.Functions.Http;

/// <summary>An answer of the shared handlers, sent by ASP.NET Core.</summary>
internal sealed class ApiAnswer(ApiResponse answer) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return answer.WriteAsync(context.HttpContext);
    }
}
