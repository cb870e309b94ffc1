using Exchange.Cli.Api;
using Exchange.Cli.Output;
using NSec.Cryptography;

namespace Exchange.Cli.Commands.Listening;

/// <summary>The keys that may sign deliveries: those given on the command line and those of the identity's subscriptions.</summary>
internal sealed class WebhookKeys(Session session, IReadOnlyList<PublicKey> given)
{
    private IReadOnlyList<PublicKey> subscribed = [];

    public IEnumerable<PublicKey> All => given.Concat(subscribed);

    /// <summary>Reads the keys again: a subscription may be new.</summary>
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

        subscribed = keys;
    }
}
