using System.CommandLine;
using System.Net;
using System.Text.Json;
using Exchange.Cli.Api;
using Exchange.Cli.Output;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NSec.Cryptography;

namespace Exchange.Cli.Commands.Listening;

/// <summary><c>exchange listen</c>: a webhook receiver for trials; it verifies each delivery and prints it.</summary>
internal static class Listen
{
    private const int LargestDelivery = 256 * 1024;

    public static Command Create(Terminal terminal)
    {
        var port = new Option<int>("--port") { Description = "The port on this machine; 0 chooses a free port", HelpName = "PORT", DefaultValueFactory = _ => 9090 };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && n is < 0 or > 65535)
                result.AddError("--port must be from 0 to 65535.");
        });
        var address = new Option<IPAddress>("--address")
        {
            Description = "The address to listen at; 0.0.0.0 also accepts containers and other machines",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var parsed))
                    return parsed;
                result.AddError("--address must be an IP address.");
                return IPAddress.None;
            },
        };
        var keys = Inputs.Several("--key", "A public key to verify with (whpk_…); with --as, the keys of the subscriptions of that identity", "KEY");
        var count = new Option<int?>("--count") { Description = "Stop after this many valid deliveries", HelpName = "N" };
        return new Verb("listen", "Receive webhooks on this machine, verify their signatures, and print them, until Ctrl-C",
            "exchange listen --port 9090 --as EAC/secretariat",
            "exchange listen --port 9090 --key whpk_…")
        {
            port, address, keys, count,
        }.Does(terminal, async (session, parsed, ct) =>
        {
            var given = parsed.GetRequiredValue(keys).Select(text =>
                WebhookSignature.Key(text) ?? throw new UsageException($"'{Safe.Line(text)}' is not a public key. A key begins with whpk_.")).ToList();
            if (given.Count == 0 && !session.HasIdentity)
                throw new UsageException("Give the keys to verify with: --as with the identity that subscribed, or --key.");
            await ReceiveAsync(session, new IPEndPoint(parsed.GetRequiredValue(address), parsed.GetValue(port)), given, parsed.GetValue(count) ?? int.MaxValue, ct);
        });
    }

    private static async Task ReceiveAsync(Session session, IPEndPoint at, IReadOnlyList<PublicKey> given, int left, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keys = new WebhookKeys(session, given);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(at);
            kestrel.Limits.MaxRequestBodySize = LargestDelivery;
        });
        await using var app = builder.Build();
        app.MapPost("/{**path}", async (HttpRequest request, CancellationToken aborted) =>
        {
            var body = await ReadAsync(request, aborted);
            if (!await IsValidAsync(request.Headers, body))
            {
                session.Screen.Note("Refused a delivery: no known key verifies its signature.");
                return Results.Unauthorized();
            }

            Show(session, request.Headers["webhook-id"].ToString(), body);
            if (Interlocked.Decrement(ref left) == 0)
                request.HttpContext.Response.OnCompleted(enough.CancelAsync);
            return Results.NoContent();
        });

        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException)
        {
            throw new UsageException($"Cannot listen at {at}: it is in use, or it is not an address of this machine.");
        }

        session.Screen.Note($"Listening at {app.Urls.Single()}. Press Ctrl-C to stop.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, enough.Token);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C, or the requested number of deliveries has arrived.
        }

        await app.StopAsync(CancellationToken.None);

        async Task<bool> IsValidAsync(IHeaderDictionary headers, byte[] body)
        {
            if (WebhookSignature.IsValid(headers, body, keys.All, session.Clock.GetUtcNow()))
                return true;
            try
            {
                await keys.RefreshAsync(ct);
            }
            catch (Exception e) when (e is RefusedException or HttpRequestException or NotTheExchangeException)
            {
                session.Screen.Note($"The keys of your subscriptions cannot be read: {e.Message}");
            }

            return WebhookSignature.IsValid(headers, body, keys.All, session.Clock.GetUtcNow());
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        return body.ToArray();
    }

    private static void Show(Session session, string id, byte[] body)
    {
        JsonElement delivery;
        try
        {
            delivery = JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            session.Screen.Note($"Delivery {id} has a valid signature, but is not JSON.");
            return;
        }

        if (session.Json)
        {
            session.Screen.WriteJson(JsonSerializer.SerializeToElement(new { id, body = delivery }), oneLine: true);
            return;
        }

        session.Screen.Line($"{session.Clock.GetUtcNow():HH:mm:ss'Z'}  delivery {id}, signature valid");
        if (delivery.ValueKind is JsonValueKind.Object)
            session.Screen.Record(delivery);
    }
}
