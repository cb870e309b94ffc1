using Exchange.Cli.Api;
using Exchange.Cli.Output;
using NSec.Cryptography;

namespace Exchange.Cli.Commands.Listening;

/// <summary>The keys that deliveries may be signed with: those given, and those of the identity's own subscriptions.</summary>
internal sealed class WebhookKeys(Session session, IReadOnlyList<PublicKey> given)
{
    private IReadOnlyList<PublicKey> _asked = [];

    public IEnumerable<PublicKey> Known => given.Concat(_asked);

    /// <summary>Asks the exchange again: a subscription may be newer than what is known.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        if (!session.HasIdentity)
            return;
        List<PublicKey> keys = [];
        await foreach (var subscription in session.Api.ListAsync(new Query("/v1/subscriptions"), 1000, ct))
        {
            if (WebhookSignature.Key(subscription.TextAt("publicKey")) is { } key)
                keys.Add(key);
        }

        _asked = keys;
    }
}
