namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key the caller of an HTTP function needs.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A user's token.</summary>
    User = 1,

    /// <summary>A function's or the app's key.</summary>
    Function = 2,

    /// <summary>An extension's key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
