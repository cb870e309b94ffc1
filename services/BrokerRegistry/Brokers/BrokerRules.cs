using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Brokers;

/// <summary>What a registration has to fulfil; the rules of single fields stand beside them.</summary>
internal static class BrokerRules
{
    /// <summary>Checks every field of a registration.</summary>
    public static void CheckBroker(BrokerContent broker, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(broker);
        if (broker.ValidUntil < broker.ValidFrom) check.Fault("validUntil", "is before validFrom");
        if (broker.RenewalDue < broker.ValidFrom) check.Fault("renewalDue", "is before validFrom");
        if (broker.Activities is []) check.Fault("activities", "is required: at least one");
        if (broker.BasisOfJurisdiction is []) check.Fault("basisOfJurisdiction", "is required: at least one");
        if (broker.Kind == BrokerKinds.Company)
        {
            if (broker.BirthDate is not null) check.Fault("birthDate", "is of a natural person");
            if (broker.Nationalities is { Count: > 0 }) check.Fault("nationalities", "are of a natural person");
        }
        foreach (var activity in (broker.ExcludedActivities ?? []).Intersect(broker.AssociatedActivities ?? []))
            check.Fault("excludedActivities", $"names {activity}, which associatedActivities allow");
        foreach (var (identifier, at) in check.Inside(broker.Identifiers))
        {
            if (identifier.Scheme == BrokerIdentifiers.Lei) at.Rule(identifier.Value, CheckDigits.Lei);
            else if (identifier.Scheme is not null) at.Required(identifier.Country);
        }
        foreach (var (change, at) in check.Inside(broker.MaterialChanges))
        {
            if (change.ReportedOn < change.ChangedOn) at.Fault("reportedOn", "is before changedOn");
        }
    }
}

/// <summary>Codes of the list <c>broker_kind</c>.</summary>
internal static class BrokerKinds
{
    public const string Company = "company";
    public const string Person = "person";
}

/// <summary>Codes of the list <c>broker_identifier</c> that rules name.</summary>
internal static class BrokerIdentifiers
{
    public const string Lei = "lei";
}
