using System.Collections.Frozen;

namespace Exchange.Contracts.Vocabularies;

/// <summary>
/// Every vocabulary that cases, certificates and alerts are written in. Each list says where it comes from and how certain that is:
/// <c>Found</c> (the source was read), <c>Located</c> (known from parts of it), <c>Known</c> (a proposal after the
/// field's general knowledge, since no agreed list exists or none could be read).
/// </summary>
public static partial class CodeLists
{
    /// <summary>All vocabularies, in the order of a case's blocks, then those of certificates, of alerts and of brokers.</summary>
    /// <remarks>Built when first asked for: the order in which the files of this class initialize is not defined.</remarks>
    public static IReadOnlyList<CodeList> All => field ??=
    [
        AuthorityType, CaseStatus, DatePrecision, InformationTopic, LifecycleStage, LifecycleSubStage, DiversionType, IllicitGround,
        ActorRole, ActorKind, RecipientKind, IdentifierScheme, DetectionMethod,
        ItemCategory, QuantityUnit, FirearmAction, HsHeading, MarkKind, MarkLocation, MarkMethod, MarkLegibility, MarkingStatus,
        MarkRecoveryMethod, OriginKind, FirearmReport,
        RecoveryType, SeizedWeaponType, SeizureGround, CriminalContext, TraceOutcome, CustomsLocation, CustomsDirection,
        TransportMode, TransportMeans, Concealment, Technique, DocumentKind,
        PostalOperator, PostalItemClass, Assembly, OnlineChannel, PaymentRail, FinancingMethod, AmountBand,
        Offence, ProsecutionStage, Sex, AgeBand, DisabilityDomain, DisabilityLevel,
        SourceReliability, InformationCredibility, Tlp, Purpose, Function, OnwardRule, WithheldReason, PlaceFunction, PlaceStatus,
        CertificateType, Assurance, CertificateStatus, InquiryState, AuthenticationAnswer, ConsentAnswer, ShipmentFinding,
        AlertType, Severity, Confidence, ConveyanceScheme,
        BrokerKind, JurisdictionBasis, BrokeringActivity, AssociatedActivity, BrokerIdentifier, RegistrationRule, LicenceKind, LicenceDecision, LicencePartyRole, IntegrityKind, DenialKind, DenialGround,
    ];

    private static FrozenDictionary<string, CodeList> ByName => field ??= All.ToFrozenDictionary(list => list.Name, StringComparer.Ordinal);

    /// <summary>The vocabulary of that name, or null.</summary>
    public static CodeList? Find(string name) => ByName.GetValueOrDefault(name);
}
