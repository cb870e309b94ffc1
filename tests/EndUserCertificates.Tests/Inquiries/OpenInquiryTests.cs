using System.Net;
using Exchange.Testing;
using Xunit;
using static Exchange.EndUserCertificates.Tests.Inquiries.Questions;

namespace Exchange.EndUserCertificates.Tests.Inquiries;

public sealed class OpenInquiryTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public async Task No_State_can_be_flooded_with_questions(Provider provider)
    {
        await using var asking = await Asking.StartAsync(provider, settings: new() { ["EndUserCertificates:MostOpenInquiries"] = "3" });
        using var client = asking.As("KEN/customs");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.PostJsonAsync(AuthenticationsPath, Paper())));
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal("/problems/too-many-open-inquiries", (await refused.ReadAsync(HttpStatusCode.TooManyRequests)).Text("type"));
            Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
        }
        // Both kinds count; another State can be asked, and can ask.
        await asking.SendAsync("KEN/licensing", ConsentsPath, Reexport(("consultedState", "TCD")), HttpStatusCode.TooManyRequests);
        await asking.SendAsync("KEN/customs", AuthenticationsPath, Paper(null, ("issuingState", "CZE")), HttpStatusCode.Created);
        await asking.SendAsync("UGA/customs", AuthenticationsPath, Paper(), HttpStatusCode.Created);

        var open = (await asking.ListAsync("TCD/licensing", $"{AuthenticationsPath}?role=asked")).First(i => i.Text("askingState") == "KEN");
        await asking.SendAsync("TCD/licensing", $"{AuthenticationsPath}/{open.Text("id")}/answer", Answer("authentic"), HttpStatusCode.OK);
        await asking.SendAsync("KEN/customs", AuthenticationsPath, Paper(), HttpStatusCode.Created);
        await asking.SendAsync("KEN/customs", AuthenticationsPath, Paper(), HttpStatusCode.TooManyRequests);
        foreach (var answer in answers) answer.Dispose();
    }
}
