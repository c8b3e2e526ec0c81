namespace Workflows.Activities.OpenApi;

/// <summary>What a security scheme sends.</summary>
internal enum ApiCredential
{
    /// <summary>Something that a test cannot send: mutual TLS, digest, an unknown type.</summary>
    Unsupported,

    /// <summary>An API key in a header.</summary>
    HeaderKey,

    /// <summary>An API key in the query.</summary>
    QueryKey,

    /// <summary>An API key in a cookie.</summary>
    CookieKey,

    /// <summary>User and password.</summary>
    Basic,

    /// <summary>A bearer token: http bearer, OAuth 2, OpenID Connect.</summary>
    Bearer,
}
