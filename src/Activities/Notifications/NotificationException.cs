namespace Workflows.Activities.Notifications;

/// <summary>A receiver did not take a notice. It is tried again by whoever asked for it.</summary>
internal sealed class NotificationException(string message) : Exception(message);
