using System.Diagnostics;
using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Exchange.Messaging;

/// <summary>Sends what the outbox holds, byte by byte, rather than reading the envelope and writing it again.</summary>
internal static class StoredMessage
{
    /// <summary>The transport header that names the contract, for whoever cannot read the envelope.</summary>
    public const string TypeHeader = "exchange-type";

    private static readonly SerializedMessageBody Placeholder = new();

    /// <summary>Ends when the transport has the message: with RabbitMQ, when the broker has confirmed it.</summary>
    public static async Task SendAsync(this IBus bus, OutboxMessage message, CancellationToken ct)
    {
        using var trace = new Activity("outbox dispatch");
        if (message.TraceParent is not null) trace.SetParentId(message.TraceParent);
        trace.Start();
        var exchange = await bus.GetSendEndpoint(new Uri($"exchange:{message.Destination}"));
        await exchange.Send(Placeholder, new Envelope(message), ct);
    }

    private sealed class Envelope(OutboxMessage message) : IPipe<SendContext>, IMessageSerializer
    {
        public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

        public Task Send(SendContext context)
        {
            context.MessageId = message.MessageId;
            context.Headers.Set(TypeHeader, message.MessageType);
            context.Serializer = this;
            return Task.CompletedTask;
        }

        public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => new BytesMessageBody(message.Body);

        public void Probe(ProbeContext context) => context.CreateFilterScope("storedMessage");
    }
}
