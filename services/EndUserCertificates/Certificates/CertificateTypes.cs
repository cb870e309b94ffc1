namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Whether an element has to be in a certificate.</summary>
internal enum Need
{
    Optional,
    Mandatory,

    /// <summary>It has no meaning in such a certificate, and is refused.</summary>
    Absent,
}

/// <summary>What a type of certificate has to say.</summary>
internal sealed record CertificateType(
    Need ValidUntil, Need Exporter, Need EndUser, Need FinalDestination, Need EndUse, Need Goods, Need Assurances, Need DeliveredOn, Need Regarding,
    bool IssuedByEndUsersState);

/// <summary>
/// The elements of each type of certificate: those that OSCE FSC.DEC/5/04, the EU User's Guide and the Wassenaar list of 1999/2005 have in
/// common are mandatory. Number, day of issue and signatory are so in all: an authority issues them.
/// </summary>
internal static class CertificateTypes
{
    private const Need M = Need.Mandatory, O = Need.Optional, X = Need.Absent;

    public static IReadOnlyDictionary<string, CertificateType> All { get; } = new Dictionary<string, CertificateType>
    {
#pragma warning disable format // A table is read by its columns.
        //                                        valid until  exporter  end user  destination  end use  goods  assurances  delivered  regarding  by the end user's State
        ["end_user_certificate"]              = new(M,         M,        M,        M,           M,       M,     O,          X,         X,         true),
        ["end_user_statement"]                = new(O,         M,        M,        M,           M,       M,     O,          X,         X,         true),
        ["international_import_certificate"]  = new(M,         M,        M,        M,           O,       M,     O,          X,         X,         true),
        ["delivery_verification_certificate"] = new(O,         M,        M,        M,           X,       M,     X,          M,         O,         true),
        ["reexport_consent"]                  = new(M,         M,        M,        M,           O,       M,     O,          X,         M,         false),
#pragma warning restore format
    };
}
