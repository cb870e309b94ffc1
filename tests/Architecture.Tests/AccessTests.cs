using System.Reflection;
using Exchange.Access;
using Exchange.Architecture.Tests.Rules;
using Exchange.Architecture.Tests.Samples;

namespace Exchange.Architecture.Tests;

/// <summary>Nothing released leaves past the access layer.</summary>
public sealed class AccessTests
{
    /// <summary>Who may take a set of releasable records for more than to add to it, and why nobody is shown anything by that.</summary>
    private static readonly string[] Writers =
    [
        // Publishes cases again to the other services' projections; whom they may show a case to is part of it.
        "Exchange.DiversionCases.Consumers.RepublishCases: Exchange.DiversionCases.Cases.DiversionCase",
        // Finds the alert that it raised, to amend it.
        "Exchange.RouteAlerts.Consumers.RaiseAlertFromCase: Exchange.RouteAlerts.Alerts.RouteAlert",
        // The feed is where VisibleTo of alerts and of narrowings come together.
        "Exchange.RouteAlerts.Feed.FeedReader: Exchange.RouteAlerts.Feed.FeedEntry",
        // Reads the reference of an alert for a member that is notified that it can no longer see the alert.
        "Exchange.RouteAlerts.Feed.FeedReader: Exchange.RouteAlerts.Alerts.RouteAlert",
        // Orders a subscriber's own deliveries by the positions of their entries.
        "Exchange.RouteAlerts.Webhooks.ListDeliveries: Exchange.RouteAlerts.Feed.FeedEntry",
        // Whoever shows what a State signed, or its hash, holds the certificate: that lets it be found, not a release.
        "Exchange.EndUserCertificates.Verification.CertificateRegister: Exchange.EndUserCertificates.Certificates.Certificate",
        // Finds the case that it was told of before, to bring it up to date.
        "Exchange.EndUserCertificates.Projections.ProjectCase: Exchange.EndUserCertificates.Projections.CaseFact",
        // Finds the standing that it was told of before, to bring it up to date.
        "Exchange.EndUserCertificates.Projections.ProjectBrokerStanding: Exchange.EndUserCertificates.Projections.BrokerStandingFact",
        // When a case was last heard of, whosever it is: the age of what is known.
        "Exchange.EndUserCertificates.Verification.CaseFreshness: Exchange.EndUserCertificates.Projections.CaseFact",
        // Workers that end what is over; they show nobody anything.
        "Exchange.EndUserCertificates.Inquiries.InquiryDeadlines: Exchange.EndUserCertificates.Inquiries.Inquiry",
        "Exchange.EndUserCertificates.Shipments.EndReservations: Exchange.EndUserCertificates.Shipments.Drawdown",
        "Exchange.BrokerRegistry.Standings.ExpireRegistrations: Exchange.BrokerRegistry.Brokers.Broker",
        // Publishes brokers again to the other services' projections; whom they may show one to is part of it.
        "Exchange.BrokerRegistry.Consumers.RepublishBrokers: Exchange.BrokerRegistry.Brokers.Broker",
        // Locks the row before a change; the drawdown itself is found by what the caller may see.
        "Exchange.EndUserCertificates.Shipments.DrawdownLock: Exchange.EndUserCertificates.Shipments.Drawdown",
    ];

    /// <summary>Who writes JSON by itself, and why no reader gets a record by that.</summary>
    private static readonly string[] JsonWriters =
    [
        // Makes the forms that are stored and searched, by the rule of levels; what a reader gets is made of the content anew.
        "Exchange.DiversionCases.Cases.DiversionCase",
        // Writes a token's claim of several functions as a JSON array.
        "Exchange.Identity.Issuers.IssueToken",
        // Compares the content of an alert with a new one.
        "Exchange.RouteAlerts.Alerts.RouteAlert",
        // Joins the features that the room made into one collection.
        "Exchange.RouteAlerts.Alerts.AlertGeoJson",
        // Make the forms that are stored and signed; what a reader gets is made of the view.
        "Exchange.EndUserCertificates.Certificates.CertificateContent",
        "Exchange.EndUserCertificates.Certificates.QuantityConverter",
        "Exchange.EndUserCertificates.Authentications.AuthenticationQuestion",
        "Exchange.EndUserCertificates.ReexportConsents.ConsentQuestion",
        // Make the claims of what a State or the operator signs.
        "Exchange.EndUserCertificates.Certificates.CertificateSigner",
        "Exchange.EndUserCertificates.Inquiries.AnswerSigner",
        "Exchange.EndUserCertificates.Verification.Receipts",
    ];

    public static TheoryData<string> Services => Projects.Data(Projects.Services);
    public static TheoryData<string> All => Projects.Data(Projects.All);

    [Theory, MemberData(nameof(Services))]
    public void Every_read_goes_through_VisibleTo(string project) =>
        Assert.Empty(ReleasableReads.In(Projects.Assembly(project)).Except(Writers));

    [Fact]
    public void Every_exception_still_exists() =>
        Assert.Empty(Writers.Except(Projects.Services.SelectMany(p => ReleasableReads.In(Projects.Assembly(p)))));

    [Theory, MemberData(nameof(Services))]
    public void Every_record_becomes_bytes_in_the_one_room(string project) =>
        Assert.Empty(BytesPastTheRoom.In(Projects.Assembly(project)).Except(JsonWriters));

    [Fact]
    public void Every_writer_of_JSON_still_exists() =>
        Assert.Empty(JsonWriters.Except(Projects.Services.SelectMany(p => BytesPastTheRoom.In(Projects.Assembly(p)))));

    [Fact]
    public void Bytes_past_the_room_are_found() =>
        Assert.Equal([typeof(WritesPastTheRoom).FullName, typeof(WritesALevelByItself).FullName], BytesPastTheRoom.In(typeof(WritesPastTheRoom).Assembly).Where(name => name.StartsWith("Exchange.Architecture.Tests.Samples", StringComparison.Ordinal)).OrderDescending());

    [Theory, MemberData(nameof(All))]
    public void Every_property_of_a_released_view_says_from_which_level_it_is_shown(string project) =>
        Assert.Empty(Unleveled(Projects.Assembly(project)));

    [Fact]
    public void A_read_past_VisibleTo_is_found() => Assert.Equal(
        [$"{typeof(ReadsOwnRecordsPastTheDoor)}: {typeof(SampleOwnRecord)}", $"{typeof(ReadsPastTheDoor)}: {typeof(SampleRecord)}", $"{typeof(ReadsPastTheDoorInAClosure)}: {typeof(SampleRecord)}"],
        ReleasableReads.In(typeof(AccessTests).Assembly));

    [Fact]
    public void A_property_without_a_level_is_found() => Assert.Equal(
        [$"{typeof(SampleView)}.Forgotten has no level", $"{typeof(UnleveledView)}.Narrative has a level that nothing heeds"],
        Unleveled(typeof(AccessTests).Assembly));

    // A level on a type that is not [Leveled] looks safe and does nothing.
    private static IEnumerable<string> Unleveled(Assembly assembly) =>
        from type in assembly.GetTypes()
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let hasLevel = property.IsDefined(typeof(VisibleFromAttribute)) || type.GetCustomAttribute<LeveledAttribute>()?.Default is not null
        let heeded = type.IsDefined(typeof(LeveledAttribute))
        // What is read from a body is not shown.
        where type.Name != "Request" && hasLevel != heeded && property.GetIndexParameters().Length == 0 && property.Name != nameof(IVisibleFrom.VisibleFrom)
        orderby $"{type}.{property.Name}"
        select hasLevel ? $"{type}.{property.Name} has a level that nothing heeds" : $"{type}.{property.Name} has no level";
}
