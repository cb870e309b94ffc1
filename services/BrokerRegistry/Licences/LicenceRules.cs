using Exchange.BrokerRegistry.Brokers;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Licences;

/// <summary>What a licence has to fulfil; the rules of single fields stand beside them.</summary>
internal static class LicenceRules
{
    /// <summary>Checks the fields of a decision about a licence for the broker.</summary>
    public static void CheckLicence(LicenceContent licence, Broker broker, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(licence);
        if (licence.Goods is []) check.Fault("goods", "is required: at least one line");
        if (licence.Currency is null && licence.Value is not null) check.Fault("currency", "is required beside a value");
        foreach (var (place, at) in check.Inside(licence.Route))
        {
            if (PlaceCodes.Fault(place) is { } fault) at.Fault("", fault);
        }
        if (licence.Decision is LicenceDecisions.Granted or LicenceDecisions.GrantedConditional) CheckGranted(check, licence, broker);
        else if (licence.Decision is LicenceDecisions.Refused or LicenceDecisions.Returned && (licence.ValidFrom is not null || licence.ValidUntil is not null)) check.Fault("validFrom", "is of a granted licence");
    }

    /// <summary>What is wrong with a currency (ISO 4217), or null.</summary>
    public static string? CurrencyFault(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? null : "is not an ISO 4217 code: three capital letters";

    private static void CheckGranted(Check check, LicenceContent licence, Broker broker)
    {
        check.Required(licence.ValidFrom);
        check.Required(licence.ValidUntil);
        if (licence.ValidUntil < licence.ValidFrom) check.Fault("validUntil", "is before validFrom");
        if (licence.Decision == LicenceDecisions.GrantedConditional) check.Required(licence.Conditions);
        // Whoever is not registered on that day cannot be licensed; what was decided while it was stays.
        if (licence.DecidedOn is { } day && broker.StandingOn(day) != BrokerStandings.Active)
            check.Fault("decidedOn", $"is a day on which the broker is not active: it is {broker.StandingOn(day)}");
        else if (licence.ValidFrom is { } from && broker.StandingOn(from) != BrokerStandings.Active)
            check.Fault("validFrom", $"is a day on which the broker is not active: it is {broker.StandingOn(from)}");
    }
}

/// <summary>Codes of the list <c>licence_decision</c> that rules name.</summary>
internal static class LicenceDecisions
{
    public const string Granted = "granted";
    public const string GrantedConditional = "granted_conditional";
    public const string Refused = "refused";
    public const string Returned = "returned";
}
