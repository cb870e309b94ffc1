using System.Net;
using System.Text.Json.Nodes;
using Exchange.Testing;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Inquiries;

public sealed class InquiryDeadlinesTests
{
    private readonly MovableClock clock = new();

    [Theory]
    [InlineData(Provider.Sqlite, 1)]
    [InlineData(Provider.Sqlite, 2)]
    [InlineData(Provider.Postgres, 1)]
    [InlineData(Provider.Postgres, 2)]
    public async Task The_State_asked_is_reminded_twice_and_then_its_point_of_contact_sees_the_question(Provider provider, int replicas)
    {
        await using var asking = await Asking.StartAsync(provider, clock, replicas: replicas);
        var asked = clock.GetUtcNow();
        var ids = new List<(string Path, string Asker, string PointOfContact)>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(($"{AuthenticationsPath}/{await asking.AskAsync(Paper())}", "KEN/customs", "TCD/npc"));
            ids.Add(($"{ConsentsPath}/{await asking.AskAsync(Reexport(), "TCD/licensing", ConsentsPath)}", "TCD/licensing", "CZE/npc"));
        }
        // One of them is being looked into, which is no answer.
        await asking.SendAsync("TCD/licensing", $"{ids[0].Path}/acknowledge", new JsonObject(), HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromDays(7));
        foreach (var (path, asker, pointOfContact) in ids)
        {
            var reminded = await RemindedAsync(asking, asker, path, times: 1);
            Assert.Null(reminded["escalatedAt"]);
            Assert.False(reminded["overdue"]!.GetValue<bool>());
            await asking.GetAsync(pointOfContact, path, HttpStatusCode.NotFound);
        }

        clock.Advance(TimeSpan.FromDays(7));
        foreach (var (path, asker, pointOfContact) in ids)
        {
            var reminded = await RemindedAsync(asking, asker, path, times: 2);
            var times = reminded["reminders"]!.AsArray().Select(t => t!.GetValue<DateTimeOffset>() - asked).ToList();
            Assert.InRange(times[0], TimeSpan.FromDays(7), TimeSpan.FromDays(7.5));
            Assert.InRange(times[1], TimeSpan.FromDays(14), TimeSpan.FromDays(14.5));
            Assert.Equal(reminded["reminders"]![1]!.GetValue<DateTimeOffset>(), reminded["escalatedAt"]!.GetValue<DateTimeOffset>());
            Assert.True(reminded["overdue"]!.GetValue<bool>());
            Assert.Equal(reminded.Text("questionHash"), (await asking.GetAsync(pointOfContact, path)).Text("questionHash"));
        }
        Assert.Equal(5, (await asking.ListAsync("TCD/npc", $"{AuthenticationsPath}?role=asked&overdue=true")).Count);
        Assert.Empty(await asking.ListAsync("TCD/npc", $"{AuthenticationsPath}?overdue=false"));
        // It can answer, too; customs still know of nothing.
        await asking.SendAsync("TCD/npc", $"{ids[0].Path}/answer", Answer("authentic"), HttpStatusCode.OK);
        await asking.GetAsync("TCD/customs", ids[0].Path, HttpStatusCode.NotFound);

        // Whoever waits long enough is reminded no more often: a later question's reminder shows that the worker has been there.
        clock.Advance(TimeSpan.FromDays(30));
        var later = $"{AuthenticationsPath}/{await asking.AskAsync(Paper(null, ("dueInDays", 2)))}";
        clock.Advance(TimeSpan.FromDays(1));
        await RemindedAsync(asking, "KEN/customs", later, times: 1);
        foreach (var (path, asker, _) in ids) await RemindedAsync(asking, asker, path, times: 2);
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task Nobody_is_reminded_of_what_is_answered_or_withdrawn(Provider provider)
    {
        await using var asking = await Asking.StartAsync(provider, clock);
        var answered = $"{AuthenticationsPath}/{await asking.AskAsync(Paper())}";
        var withdrawn = $"{AuthenticationsPath}/{await asking.AskAsync(Paper())}";
        var open = $"{AuthenticationsPath}/{await asking.AskAsync(Paper(null, ("dueInDays", 90)))}";
        await asking.SendAsync("TCD/licensing", $"{answered}/answer", Answer("authentic"), HttpStatusCode.OK);
        await asking.SendAsync("KEN/customs", $"{withdrawn}/withdraw", Reason(), HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromDays(46));
        await RemindedAsync(asking, "KEN/customs", open, times: 1);
        foreach (var path in new[] { answered, withdrawn })
        {
            var closed = await RemindedAsync(asking, "KEN/customs", path, times: 0);
            Assert.False(closed["overdue"]!.GetValue<bool>());
            await asking.GetAsync("TCD/npc", path, HttpStatusCode.NotFound);
        }
    }

    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task What_could_not_be_reminded_of_in_time_is_escalated_at_once(Provider provider)
    {
        await using var asking = await Asking.StartAsync(provider, clock);
        var path = $"{AuthenticationsPath}/{await asking.AskAsync(Paper())}";
        clock.Advance(TimeSpan.FromDays(20));
        var escalated = await Eventually.GetAsync("it is escalated", async () =>
            await asking.GetAsync("KEN/customs", path) is var seen && seen["escalatedAt"] is not null ? seen : null);
        Assert.Single(escalated["reminders"]!.AsArray());
        await asking.GetAsync("TCD/npc", path);
    }

    private static Task<JsonObject> RemindedAsync(Asking asking, string identity, string path, int times) => Eventually.GetAsync($"{path} has {times} reminders", async () =>
    {
        var seen = await asking.GetAsync(identity, path);
        Assert.InRange(seen["reminders"]!.AsArray().Count, 0, times);
        return seen["reminders"]!.AsArray().Count == times ? seen : null;
    });
}
