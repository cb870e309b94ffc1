using Exchange.Hosting;

namespace Exchange.Identity.Keys;

/// <summary>What seals the private keys of issuers; of a type of its own, since other services of a process have boxes too.</summary>
internal sealed record IssuerKeyBox(SecretBox Box);
