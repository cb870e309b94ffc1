using Exchange.Storage;

namespace Exchange.RouteAlerts.Subscriptions;

/// <summary>Creates and uses the signing keys of subscriptions. Private keys are stored encrypted, each bound to its subscription.</summary>
internal sealed class WebhookKeyBox(SecretBox box)
{
    public (byte[] Public, byte[] SealedPrivate) New(Guid subscription)
    {
        var (publicKey, privateKey) = WebhookKey.New();
        return (publicKey, box.Seal(privateKey, subscription.ToByteArray()));
    }

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    public string Sign(Subscription subscription, string id, long timestamp, ReadOnlySpan<byte> body) =>
        WebhookKey.Sign(box.Open(subscription.SealedPrivateKey, subscription.Id.ToByteArray()), id, timestamp, body);
}
