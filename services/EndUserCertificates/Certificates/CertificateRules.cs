using Exchange.Contracts.Vocabularies;
using Exchange.Hosting.Validation;

namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Checks a certificate to be issued, and reports every faulty field. The rules of single fields stand beside the fields.</summary>
internal static class CertificateRules
{
    public const double MaxQuantity = 1_000_000_000;
    public const int MaxNumber = 64;
    public const int MaxName = 200;
    public const int MaxAddress = 500;
    public const int MaxText = 2_000;
    public const int MostLines = 100;

    /// <summary>As many as <see cref="CodeLists.Assurance"/> has.</summary>
    public const int MostAssurances = 11;

    /// <summary>A certificate is not issued for longer; issue it again instead.</summary>
    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays(5 * 366);

    public static void CheckContent(CertificateContent content, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(content);
        CheckTogether(check, content);
        CheckDates(check, content);
        if (content.Type is { } type && CertificateTypes.All.TryGetValue(type, out var elements)) CheckElements(check, content, elements);
    }

    /// <summary>
    /// Checks what assurances and goods say together. With <see cref="Check.Partial"/> nothing else is checked of fields read off a paper: a forgery
    /// need not make sense.
    /// </summary>
    public static void CheckTogether(Check check, CertificateContent content)
    {
        CheckAssurances(check, content.Assurances);
        CheckGoods(check, content.Goods);
    }

    private static void CheckDates(Check check, CertificateContent content)
    {
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

    private static void CheckAssurances(Check check, IReadOnlyList<AssuranceGiven>? assurances)
    {
        foreach (var (assurance, at) in check.Inside(assurances))
        {
            if (assurance.Code == Assurances.NoReexportWithoutConsent) at.Required(assurance.ConsultingState);
            else if (assurance.ConsultingState is not null) at.Fault("consultingState", $"is allowed only with {Assurances.NoReexportWithoutConsent}");
        }
        if (assurances?.Where(a => a is not null).GroupBy(a => (a.Code, a.ConsultingState)).Any(same => same.Count() > 1) == true)
            check.Fault("assurances", "names one twice");
        if (!check.Partial && assurances?.Any(a => a?.Code == Assurances.NoReexport) == true && assurances.Any(a => a?.Code == Assurances.NoReexportWithoutConsent))
            check.Fault("assurances", $"say both {Assurances.NoReexport} and {Assurances.NoReexportWithoutConsent}");
    }

    /// <summary>No two lines may have the same number.</summary>
    public static void CheckGoods(Check check, IReadOnlyList<GoodsLine>? goods)
    {
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
