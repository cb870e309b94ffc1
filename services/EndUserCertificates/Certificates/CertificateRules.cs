using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Checks a certificate to be issued, and reports every faulty field.</summary>
internal static class CertificateRules
{
    public const decimal MaxQuantity = 1_000_000_000m;
    public const int MaxNumber = 64;
    public const int MaxName = 200;
    private const int MaxAddress = 500;
    public const int MaxText = 2_000;
    public const int MostLines = 100;
    private const int MostConsignees = 20;

    /// <summary>A certificate is not issued for longer; issue it again instead.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(5 * 366);

    public static void CheckContent(CertificateContent content, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        CheckFields(check, content);
        CheckDates(check, content);
        if (content.Type is { } type && CertificateTypes.All.TryGetValue(type, out var elements)) CheckElements(check, content, elements);
    }

    /// <summary>
    /// Checks the form of each given field. With <see cref="Check.Partial"/> nothing else is checked of fields read off a paper: a forgery
    /// need not make sense.
    /// </summary>
    public static void CheckFields(Check check, CertificateContent content)
    {
        check.Required(content.Type);
        check.Code(content.Type, CodeLists.CertificateType);
        check.Required(content.Number);
        check.Text(content.Number, MaxNumber);
        check.Required(content.Signatory);
        if (check.In(content.Exporter, out var exporter, out var inExporter)) CheckParty(inExporter, exporter);
        if (check.In(content.EndUser, out var endUser, out var inEndUser)) CheckParty(inEndUser, endUser);
        foreach (var (consignee, at) in check.Each(content.Consignees, MostConsignees)) CheckParty(at, consignee);
        if (check.In(content.Broker, out var broker, out var inBroker))
        {
            inBroker.Required(broker.State);
            inBroker.Country(broker.State);
            inBroker.Required(broker.Number);
            inBroker.Text(broker.Number, MaxNumber);
            inBroker.Text(broker.Name, MaxName);
        }
        check.Country(content.FinalDestination);
        check.Text(content.EndUse, MaxText, lines: true);
        check.Text(content.ContractReference, MaxName);
        if (check.In(content.Signatory, out var signatory, out var inSignatory)) CheckSignatory(inSignatory, signatory);
        CheckAssurances(check, content.Assurances);
        CheckGoods(check, content.Goods);
        if (check.In(content.Regarding, out var regarding, out var inRegarding)) CheckReference(inRegarding, regarding);
    }

    /// <summary>The quantity of a line: whole, 1 to 1,000,000,000.</summary>
    public static void CheckQuantity(Check check, decimal? quantity, string field = "quantity")
    {
        check.Required(quantity, field);
        if (quantity is { } value && decimal.Truncate(value) != value) check.Fault(field, "has to be whole");
        else check.Number(quantity, 1, MaxQuantity, field);
    }

    public static void CheckReference(Check check, CertificateReference reference)
    {
        check.Required(reference.IssuingState);
        check.Country(reference.IssuingState);
        check.Required(reference.Number);
        check.Text(reference.Number, MaxNumber);
    }

    public static void CheckSignatory(Check check, Signatory signatory)
    {
        check.Required(signatory.Name);
        check.Text(signatory.Name, MaxName);
        check.Required(signatory.Position);
        check.Text(signatory.Position, MaxName);
    }

    private static void CheckDates(Check check, CertificateContent content)
    {
        check.Required(content.IssuedOn);
        check.PastDay(content.IssuedOn);
        check.PastDay(content.DeliveredOn);
        if (content is not { IssuedOn: { } issued }) return;
        var from = content.ValidFrom ?? issued;
        if (from < issued) check.Fault("validFrom", "is before the day of issue");
        if (content.ValidUntil is not { } until) return;
        if (until < check.Today) check.Fault("validUntil", "is over already");
        else if (until < from) check.Fault("validUntil", "is before the first day of validity");
        else if (until.DayNumber - from.DayNumber > LongestValidity.TotalDays) check.Fault("validUntil", "is more than five years after the first day of validity");
    }

    public static void CheckParty(Check check, Party party)
    {
        check.Required(party.Name);
        check.Text(party.Name, MaxName);
        check.Required(party.Address);
        check.Text(party.Address, MaxAddress, lines: true);
        check.Required(party.State);
        check.Country(party.State);
    }

    private static void CheckAssurances(Check check, IReadOnlyList<AssuranceGiven>? assurances)
    {
        foreach (var (assurance, at) in check.Each(assurances, CodeLists.Assurance.Count))
        {
            at.Required(assurance.Code);
            at.Code(assurance.Code, CodeLists.Assurance);
            at.Country(assurance.ConsultingState);
            if (assurance.Code == Assurances.NoReexportWithoutConsent) at.Required(assurance.ConsultingState);
            else if (assurance.ConsultingState is not null) at.Fault("consultingState", $"is allowed only with {Assurances.NoReexportWithoutConsent}");
        }
        if (assurances?.Where(a => a is not null).GroupBy(a => (a.Code, a.ConsultingState)).Any(same => same.Count() > 1) == true)
            check.Fault("assurances", "names one twice");
        if (!check.Partial && assurances?.Any(a => a?.Code == Assurances.NoReexport) == true && assurances.Any(a => a?.Code == Assurances.NoReexportWithoutConsent))
            check.Fault("assurances", $"say both {Assurances.NoReexport} and {Assurances.NoReexportWithoutConsent}");
    }

    public static void CheckGoods(Check check, IReadOnlyList<GoodsLine>? goods)
    {
        foreach (var (line, at) in check.Each(goods, MostLines))
        {
            at.Required(line.Line);
            at.Number(line.Line, 1, MostLines);
            at.Required(line.Category);
            at.Code(line.Category, CodeLists.ItemCategory);
            CheckQuantity(at, line.Quantity);
            at.Code(line.Unit, CodeLists.QuantityUnit);
            at.Text(line.Description, MaxAddress);
            at.Text(line.Make, MaxName);
            at.Text(line.Model, MaxName);
            at.Text(line.Calibre, MaxNumber);
        }
        if (goods?.Where(l => l?.Line is not null).GroupBy(l => l.Line).Any(same => same.Count() > 1) == true) check.Fault("goods", "has a line twice");
    }

    private static void CheckElements(Check check, CertificateContent content, CertificateType type)
    {
        Needs(type.ValidUntil, content.ValidUntil, "validUntil");
        Needs(type.Exporter, content.Exporter, "exporter");
        Needs(type.EndUser, content.EndUser, "endUser");
        Needs(type.FinalDestination, content.FinalDestination, "finalDestination");
        Needs(type.EndUse, content.EndUse, "endUse");
        Needs(type.Goods, content.Goods is { Count: > 0 } goods ? goods : null, "goods");
        Needs(type.Assurances, content.Assurances is { Count: > 0 } assurances ? assurances : null, "assurances");
        Needs(type.DeliveredOn, content.DeliveredOn, "deliveredOn");
        Needs(type.Regarding, content.Regarding, "regarding");

        void Needs(Need need, object? value, string field)
        {
            if (need == Need.Required && value is null) check.Fault(field, $"is required in {Article(content.Type!)}");
            if (need == Need.Absent && value is not null) check.Fault(field, $"has no place in {Article(content.Type!)}");
        }
    }

    private static string Article(string type) => $"{("aeiou".Contains(type[0], StringComparison.Ordinal) ? "an" : "a")} {type}";
}

/// <summary>Assurances that rules speak of; all are in <see cref="CodeLists.Assurance"/>.</summary>
internal static class Assurances
{
    public const string NoReexport = "no_reexport";
    public const string NoReexportWithoutConsent = "no_reexport_without_consent";
}
