using Exchange.Contracts;
using Exchange.EndUserCertificates.Projections;
using Exchange.EndUserCertificates.Verification;
using Exchange.EndUserCertificates.Verification.Checks;
using Xunit;

namespace Exchange.EndUserCertificates.Tests.Verification.Checks;

/// <summary>The checks alone: no host, no database.</summary>
public sealed class CertificateChecksTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTimeOffset Now = new(Today, TimeOnly.MinValue, TimeSpan.Zero);

    private static readonly RegisteredCertificate Certificate = new(
        Guid.CreateVersion7(Now), "TCD", "end_user_certificate", "1", Today, Today, SingleUse: true, "TCD", "valid", Credential: "", DocumentHash: "", Version: 1)
    {
        Lines = [new(1, Quantity: 10, Taken: 0), new(2, Quantity: 5, Taken: 5)],
    };

    [Theory]
    [InlineData(-1, "not_yet_valid", Verdicts.NotYetValid)]
    [InlineData(0, "ok", null)]
    [InlineData(1, "expired", Verdicts.Expired)]
    public void The_first_and_the_last_day_count_whole(int days, string code, string? verdict)
    {
        var result = CertificateChecks.Validity(Certificate, Today.AddDays(days));
        Assert.Equal((code, verdict), (result.Check.Code, result.Verdict));
    }

    [Theory]
    [InlineData("valid", Verdicts.Authentic)]
    [InlineData("suspended", Verdicts.Suspended)]
    [InlineData("superseded", Verdicts.Revoked)]
    [InlineData("revoked", Verdicts.Revoked)]
    public void The_status_decides(string status, string verdict)
    {
        var result = CertificateChecks.Status(Certificate with { Status = status }, Now);
        Assert.Equal((status, verdict), (result.Check.Code, result.Verdict));
        Assert.Equal(verdict == Verdicts.Authentic, result.Check.Outcome == CheckOutcome.Pass);
    }

    [Theory]
    [InlineData(1, 10, "ok", null)]
    [InlineData(1, 11, "more_than_left", Verdicts.Exhausted)]
    [InlineData(2, 1, "more_than_left", Verdicts.Exhausted)]
    [InlineData(3, 1, "no_such_line", Verdicts.Exhausted)]
    public void No_more_is_left_than_others_have_not_taken(int line, int quantity, string code, string? verdict)
    {
        var result = CertificateChecks.Quantity(Certificate, [new() { Line = line, Quantity = quantity }], Now);
        Assert.Equal((code, verdict), (result.Check.Code, result.Verdict));
        if (verdict is not null) Assert.Equal([$"shipment.lines[{line}]"], result.Check.Details);
    }

    [Fact]
    public void A_certificate_for_one_shipment_is_used_by_the_first_quantity()
    {
        Assert.Equal(Verdicts.Exhausted, CertificateChecks.Reuse(Certificate, Now).Verdict);
        Assert.Null(CertificateChecks.Reuse(Certificate with { SingleUse = false }, Now).Verdict);
        Assert.Null(CertificateChecks.Reuse(Certificate with { Lines = [Certificate.Lines[0]] }, Now).Verdict);
    }

    [Fact]
    public void An_unknown_broker_is_not_checked_and_an_old_registration_is_stale()
    {
        Assert.Equal(CheckOutcome.NotChecked, CertificateChecks.BrokerStanding("KEN", null, Today).Check.Outcome);
        var fact = new BrokerStandingFact { Id = Guid.CreateVersion7(), Originator = "KEN", ReleasedWith = Guid.CreateVersion7(), Key = "KEN/7", Standing = BrokerStandings.Active, ValidUntil = Today, AsOf = Now, Version = 1 };
        Assert.Equal(CheckOutcome.Pass, CertificateChecks.BrokerStanding("KEN", fact, Today).Check.Outcome);
        Assert.Equal("data_stale", CertificateChecks.BrokerStanding("KEN", fact, Today.AddDays(1)).Check.Code);
        fact.ValidFrom = Today;
        Assert.Equal("not_yet_valid", CertificateChecks.BrokerStanding("KEN", fact, Today.AddDays(-1)).Check.Code);
        fact.Standing = BrokerStandings.Suspended;
        Assert.Equal(CheckOutcome.Fail, CertificateChecks.BrokerStanding("KEN", fact, Today.AddDays(1)).Check.Outcome);
    }

    [Fact]
    public void The_gravest_verdict_counts_in_whatever_order_it_is_added()
    {
        string?[] verdicts = [Verdicts.Authentic, null, Verdicts.Expired, Verdicts.Revoked, Verdicts.Exhausted];
        foreach (var order in new[] { verdicts, [.. verdicts.Reverse()] })
        {
            var list = new CheckList();
            foreach (var verdict in order) list.Add(CheckResult.Of("check", CheckOutcome.Pass, "ok", "Reason.", "source", verdict: verdict));
            Assert.Equal(Verdicts.Revoked, list.Verdict);
            Assert.Equal(verdicts.Length, list.Made.Count);
        }
    }
}
