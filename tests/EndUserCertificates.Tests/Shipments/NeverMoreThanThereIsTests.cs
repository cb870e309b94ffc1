using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using Exchange.EndUserCertificates.Shipments;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Shipments;

/// <summary>
/// Whatever is reserved, committed, cancelled, delivered, taken back and left to end, in whatever order: the service allows and refuses what a simple
/// model does, never takes more of a line than there is, and never loses any of it.
/// </summary>
public sealed class NeverMoreThanThereIsTests
{
    private const int Sequences = 15;
    private static readonly long[] Quantities = [9, 4];
    private static readonly TimeSpan Reservation = TimeSpan.FromDays(10);

    private abstract record Step;
    private sealed record Draw(string State, long[] Wanted, bool Commit) : Step;
    private sealed record Commit(int Which) : Step;
    private sealed record Cancel(int Which) : Step;
    private sealed record Deliver(int Which, int Line, long Quantity) : Step;
    private sealed record TakeBack(int Which) : Step;
    private sealed record Wait(int Days) : Step;

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (5, Gen.Select(Gen.OneOf(Gen.Const("CZE"), Gen.Const("KEN")), Gen.Long[0, 4].Array[2], Gen.Bool).Where((_, wanted, _) => wanted.Any(q => q > 0)).Select((state, wanted, commit) => (Step)new Draw(state, wanted, commit))),
        (3, Gen.Int[0, 9].Select(which => (Step)new Commit(which))),
        (3, Gen.Int[0, 9].Select(which => (Step)new Cancel(which))),
        (5, Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1], Gen.Long[1, 4]).Select((which, line, quantity) => (Step)new Deliver(which, line, quantity))),
        (3, Gen.Int[0, 9].Select(which => (Step)new TakeBack(which))),
        (2, Gen.Int[1, 6].Select(days => (Step)new Wait(days))));

    private sealed class Model
    {
        public bool SingleUse { get; init; }
        public List<Drawn> All { get; } = [];
        public IEnumerable<(Drawn Of, Confirmed Delivery)> Confirmed => All.SelectMany(d => d.Deliveries, (d, delivery) => (d, delivery));
        public Drawn? Pick(int which) => All.Count == 0 ? null : All[which % All.Count];
        public IEnumerable<Drawn> Standing => All.Where(d => d.Status is "reserved" or "committed" or "delivered");
        public long Taken(int line) => Standing.Sum(d => d.Wanted[line]);
        public long Delivered(int line) => Standing.Sum(d => d.Arrived[line]);
    }

    private sealed class Drawn
    {
        public required Guid Id { get; init; }
        public required string State { get; init; }
        public required long[] Wanted { get; init; }
        public List<Confirmed> Deliveries { get; } = [];
        public long[] Arrived => [.. Enumerable.Range(0, 2).Select(line => Deliveries.Where(d => d.Line == line && !d.Withdrawn).Sum(d => d.Quantity))];
        public required string Status { get; set; }
        public DateTimeOffset Until { get; init; }
    }

    private sealed record Confirmed(Guid Id, int Line, long Quantity)
    {
        public bool Withdrawn { get; set; }
    }

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.Postgres)]
    public async Task No_sequence_takes_more_than_there_is_or_loses_any(Provider provider)
    {
        var clock = new MovableClock();
        await using var host = await CertificateHost.StartAsync(provider, clock, new() { ["EndUserCertificates:ReservationLifetime"] = Reservation.ToString() }, Drawing.WithoutEndOfReservations);
        // It works when the sequence says so.
        using var worker = Drawing.EndOfReservations(host.Host);
        await Gen.Select(AnyStep.Array[10, 35], Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))))
            .SampleAsync((steps, singleUse) => RunAsync(host, clock, worker, steps, singleUse), iter: Sequences, threads: 1);
    }

    private static async Task RunAsync(CertificateHost host, MovableClock clock, EndReservations worker, Step[] steps, bool singleUse)
    {
        var goods = new JsonArray([.. Quantities.Select((quantity, i) => (JsonNode)new JsonObject { ["line"] = i + 1, ["category"] = "shotgun", ["quantity"] = quantity })]);
        var id = await host.IssueAsync(("goods", goods), ("singleUse", singleUse), ("validUntil", $"{host.Today.AddDays(1000):yyyy-MM-dd}"));
        var model = new Model { SingleUse = singleUse };
        foreach (var step in steps)
        {
            switch (step)
            {
                case Draw draw: await DrawAsync(host, clock, id, model, draw); break;
                case Wait wait:
                    clock.Advance(TimeSpan.FromDays(wait.Days));
                    while (await worker.EndBatchAsync(default) > 0) { }
                    foreach (var over in model.All.Where(d => d.Status == "reserved" && d.Until <= clock.GetUtcNow())) over.Status = "expired";
                    break;
                case Commit { Which: var which } when model.Pick(which) is { } drawn:
                    await ChangeAsync(drawn, d => d.Status == "reserved", "committed", (d, expected) => host.CommitAsync(id, d.Id, $"{d.State}/licensing", expected));
                    break;
                case Cancel { Which: var which } when model.Pick(which) is { } drawn:
                    await ChangeAsync(drawn, d => d.Status is "reserved" or "committed" && d.Arrived.All(q => q == 0), "cancelled",
                        (d, expected) => host.CancelAsync(id, d.Id, $"{d.State}/licensing", expected));
                    break;
                case Deliver deliver when model.Pick(deliver.Which) is { } drawn && drawn.Wanted[deliver.Line] > 0:
                    await DeliverAsync(host, id, drawn, deliver);
                    break;
                case TakeBack { Which: var which } when model.Confirmed.ToList() is { Count: > 0 } confirmed:
                    await TakeBackAsync(host, id, confirmed[which % confirmed.Count]);
                    break;
            }
            for (var line = 0; line < Quantities.Length; line++)
            {
                Assert.InRange(model.Taken(line), 0, Quantities[line]);
                Assert.Equal((model.Taken(line), model.Delivered(line)), await host.BalanceAsync(id, line + 1));
            }
        }
        var shown = (await host.GetAsync("TCD/licensing", $"/v1/certificates/{id}/drawdowns?limit=200")).Items().ToDictionary(d => d.Id(), d => d.Text("status"));
        Assert.Equal(model.All.ToDictionary(d => d.Id, d => d.Status), shown);
    }

    private static async Task DrawAsync(CertificateHost host, MovableClock clock, Guid id, Model model, Draw draw)
    {
        var refused = model.SingleUse && model.Standing.Any() || Enumerable.Range(0, Quantities.Length).Any(line => model.Taken(line) + draw.Wanted[line] > Quantities[line]);
        var lines = draw.Wanted.Select((quantity, i) => new { line = i + 1, quantity }).Where(l => l.quantity > 0);
        var answer = await host.DrawAsync(id, $"{draw.State}/licensing", new { lines, commit = draw.Commit }, refused ? HttpStatusCode.Conflict : HttpStatusCode.Created);
        if (refused) return;
        model.All.Add(new Drawn
        {
            Id = answer.Id(),
            State = draw.State,
            Wanted = draw.Wanted,
            Status = draw.Commit ? "committed" : "reserved",
            Until = draw.Commit ? DateTimeOffset.MaxValue : answer["reservedUntil"]!.GetValue<DateTimeOffset>(),
        });
        if (!draw.Commit) Assert.Equal(clock.GetUtcNow() + Reservation, model.All[^1].Until, TimeSpan.FromMinutes(10));
    }

    private static async Task ChangeAsync(Drawn drawn, Func<Drawn, bool> allowed, string to, Func<Drawn, HttpStatusCode, Task> change)
    {
        var may = allowed(drawn);
        await change(drawn, may ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        if (may) drawn.Status = to;
    }

    private static async Task DeliverAsync(CertificateHost host, Guid id, Drawn drawn, Deliver deliver)
    {
        var may = drawn.Status is "committed" or "delivered" && drawn.Arrived[deliver.Line] + deliver.Quantity <= drawn.Wanted[deliver.Line];
        var answer = await host.DeliverAsync(id, drawn.Id, deliver.Line + 1, deliver.Quantity, may ? HttpStatusCode.Created : HttpStatusCode.Conflict);
        if (!may) return;
        drawn.Deliveries.Add(new Confirmed(answer.Id(), deliver.Line, deliver.Quantity));
        if (drawn.Arrived.SequenceEqual(drawn.Wanted)) drawn.Status = "delivered";
    }

    private static async Task TakeBackAsync(CertificateHost host, Guid id, (Drawn Of, Confirmed Delivery) confirmed)
    {
        var (drawn, delivery) = confirmed;
        await host.WithdrawDeliveryAsync(id, delivery.Id, delivery.Withdrawn ? HttpStatusCode.Conflict : HttpStatusCode.OK);
        if (!delivery.Withdrawn) drawn.Status = "committed";
        delivery.Withdrawn = true;
    }
}
