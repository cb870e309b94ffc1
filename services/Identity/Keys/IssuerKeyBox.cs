using Exchange.Storage;

namespace Exchange.Identity.Keys;

/// <summary>Encrypts issuers' private keys. Its own type, since other services of the same process register boxes too.</summary>
internal sealed record IssuerKeyBox(SecretBox Box);
