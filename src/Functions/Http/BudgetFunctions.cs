using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>The budgets of projects.</summary>
public sealed class BudgetFunctions(ApiEndpoint api)
{
    /// <summary>Tells what budgets allow and what was spent.</summary>
    [Function("ListBudgets")]
    public Task<IActionResult> ListBudgetsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Budgets)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Budgets, request, client);

    /// <summary>Sets the limits of a project.</summary>
    [Function("SetBudget")]
    public Task<IActionResult> SetBudgetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = WorkflowsRoutes.Budget)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Budget, request, client);

    /// <summary>Adds to a budget of a project.</summary>
    [Function("RaiseProjectBudget")]
    public Task<IActionResult> RaiseBudgetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.BudgetRaise)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.BudgetRaise, request, client);
}
