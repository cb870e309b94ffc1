using System.Net;
using System.Text.Json.Nodes;
using Exchange.EndUserCertificates.Tests.Inquiries;
using Exchange.Testing;
using Xunit;

namespace Exchange.EndUserCertificates.Tests;

/// <summary>Each example of a body (<c>docs/examples</c>) is taken.</summary>
public sealed class ExampleTests
{
    [Fact]
    public async Task Every_example_is_taken()
    {
        // The examples have fixed dates.
        var clock = new MovableClock();
        clock.Advance(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero) - clock.GetUtcNow());
        await using var host = await CertificateHost.StartAsync(Provider.Sqlite, clock);
        var issued = await host.PostAsync("TCD/licensing", "/v1/certificates", Example("certificate"), HttpStatusCode.Created);
        var at = $"/v1/certificates/{issued.Id()}";

        var presented = Example("verification");
        Assert.Equal("not_issued", (await host.PostAsync("CZE/licensing", "/v1/certificates/verify", presented, HttpStatusCode.OK)).Text("verdict"));
        presented["documentHash"] = issued.Text("documentHash");
        Assert.Equal("authentic", (await host.PostAsync("CZE/licensing", "/v1/certificates/verify", presented, HttpStatusCode.OK)).Text("verdict"));

        var drawn = await host.PostAsync("CZE/licensing", $"{at}/drawdowns", Example("drawdown"), HttpStatusCode.Created);
        var delivery = Example("delivery");
        delivery["drawdownId"] = drawn.Id();
        var delivered = await host.PostAsync("TCD/licensing", $"{at}/deliveries", delivery, HttpStatusCode.Created);
        await host.PostAsync("CZE/licensing", $"{at}/shipment-verifications", Example("shipment-verification"), HttpStatusCode.Created);
        await host.PostAsync("TCD/licensing", $"{at}/deliveries/{delivered.Id()}/withdraw", Example("delivery-withdrawal"), HttpStatusCode.OK);
        await host.PostAsync("CZE/licensing", $"{at}/drawdowns/{drawn.Id()}/cancel", Example("drawdown-cancellation"), HttpStatusCode.OK);
        var reserved = await host.PostAsync("CZE/licensing", $"{at}/drawdowns", new { lines = Example("drawdown")["lines"] }, HttpStatusCode.Created);
        await host.PostAsync("CZE/licensing", $"{at}/drawdowns/{reserved.Id()}/commit", Example("empty"), HttpStatusCode.OK);
        await host.PostAsync("TCD/licensing", $"{at}/revoke", Example("status-change"), HttpStatusCode.OK);

        // A paper whose second line and end user are said to be altered.
        var paper = Example("paper-euc");
        paper["fieldsAsRead"]!["goods"]!.AsArray().Clear();
        paper["fieldsAsRead"]!["goods"]!.AsArray().Add(new JsonObject { ["line"] = 1, ["quantity"] = 500 });
        var authentication = $"{Questions.AuthenticationsPath}/{(await host.PostAsync("KEN/customs", Questions.AuthenticationsPath, paper, HttpStatusCode.Created)).Id()}";
        await host.PostAsync("TCD/licensing", $"{authentication}/acknowledge", Example("empty"), HttpStatusCode.OK);
        await host.PostAsync("TCD/licensing", $"{authentication}/answer", Example("authentication-answer"), HttpStatusCode.OK);

        var consent = (await host.PostAsync("TCD/licensing", Questions.ConsentsPath, Example("reexport"), HttpStatusCode.Created)).Id();
        await host.PostAsync("CZE/licensing", $"{Questions.ConsentsPath}/{consent}/answer", Example("consent-answer"), HttpStatusCode.OK);
        var other = (await host.PostAsync("KEN/customs", Questions.AuthenticationsPath, Example("paper-euc"), HttpStatusCode.Created)).Id();
        await host.PostAsync("KEN/customs", $"{Questions.AuthenticationsPath}/{other}/withdraw", Example("inquiry-withdrawal"), HttpStatusCode.OK);
    }

    private static JsonObject Example(string name) => Questions.Example($"{name}.json");
}
