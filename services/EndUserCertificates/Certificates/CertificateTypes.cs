namespace Exchange.EndUserCertificates.Certificates;

/// <summary>Whether an element has to be in a certificate.</summary>
internal enum Need
{
    Optional,
    Required,

    /// <summary>It has no meaning in such a certificate, and is refused.</summary>
    Absent,
}

/// <summary>What a type of certificate has to say.</summary>
internal sealed record CertificateType(
    Need ValidUntil, Need Exporter, Need EndUser, Need FinalDestination, Need EndUse, Need Goods, Need Assurances, Need DeliveredOn, Need Regarding,
    bool IssuedByEndUsersState);

/// <summary>
/// The elements of each type of certificate: those that OSCE FSC.DEC/5/04, the EU User's Guide and the Wassenaar list of 1999/2005 have in
/// common are required. Number, day of issue and signatory are required in all: an authority issues them.
/// </summary>
internal static class CertificateTypes
{
    private const Need R = Need.Required, O = Need.Optional, X = Need.Absent;

    public static IReadOnlyDictionary<string, CertificateType> All { get; } = new Dictionary<string, CertificateType>
    {
#pragma warning disable format // A table is read by its columns.
        //                                        valid until  exporter  end user  destination  end use  goods  assurances  delivered  regarding  by the end user's State
        ["end_user_certificate"]              = new(R,         R,        R,        R,           R,       R,     O,          X,         X,         true),
        ["end_user_statement"]                = new(O,         R,        R,        R,           R,       R,     O,          X,         X,         true),
        ["international_import_certificate"]  = new(R,         R,        R,        R,           O,       R,     O,          X,         X,         true),
        ["delivery_verification_certificate"] = new(O,         R,        R,        R,           X,       R,     X,          R,         O,         true),
        ["reexport_consent"]                  = new(R,         R,        R,        R,           O,       R,     O,          X,         R,         false),
#pragma warning restore format
    };
}
