namespace Workflows.Activities.Notifications;

/// <summary>Somebody who may decide.</summary>
/// <param name="Name">Who; <c>link</c> stands for whoever has the link.</param>
/// <param name="Link">The signed link, which decides in that name: a secret between sender and addressee. Null where none can be made.</param>
internal sealed record NotifiedApprover(string Name, Uri? Link);
