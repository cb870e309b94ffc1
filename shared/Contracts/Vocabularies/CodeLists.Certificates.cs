namespace Exchange.Contracts.Vocabularies;

public static partial class CodeLists
{
    /// <summary>Kinds of end-user documentation that the exchange issues and verifies. Known.</summary>
    public static CodeList CertificateType { get; } = new("certificate_type", "type of certificate", "2024 outcome document, paras 48, 103; native codes: UN/CEFACT data element 1001", Certainty.Known)
    {
        { "end_user_certificate", "End-user certificate, government" },
        { "end_user_statement", "End-user statement, commercial" },
        { "international_import_certificate", "International import certificate" },
        { "delivery_verification_certificate", "Delivery verification certificate", "901" },
        { "reexport_consent", "Consent to a re-export" },
    };

    /// <summary>What the end user, or its State, undertakes. Known.</summary>
    public static CodeList Assurance { get; } = new("assurance", "assurance", "Proposed after the OSCE, EU and Wassenaar elements of end-user documentation; consent of the consulting State: 2024 outcome document, para 17", Certainty.Known)
    {
        { "no_reexport", "The goods are not re-exported" },
        { "no_reexport_without_consent", "The goods are re-exported only with the consent of the State named" },
        { "reexport_under_importer_authority", "The goods are re-exported only under the importing State's authority" },
        { "no_retransfer_within_country", "The goods are passed to nobody else within the country" },
        { "declared_use_only", "The goods are put to the declared use only" },
        { "no_cbrn", "The goods are not used with chemical, biological, radiological or nuclear weapons, or missiles for them" },
        { "import_proof", "A delivery verification certificate follows the import" },
        { "psv_consent", "The exporting State may verify after the shipment" },
        { "new_for_old_destruction", "As many old weapons are destroyed as new ones are imported" },
        { "notify_loss_or_diversion", "Loss or diversion is notified to the exporting State" },
        { "armed_forces_only", "The goods are for the armed forces only" },
    };

    /// <summary>Where a certificate stands. Known.</summary>
    public static CodeList CertificateStatus { get; } = new("certificate_status", "status of a certificate", "Proposed after the Token Status List (IETF)", Certainty.Known)
    {
        { "valid", "Valid" },
        { "suspended", "Suspended: not to be relied on until it is reinstated" },
        { "revoked", "Revoked, for good" },
        { "superseded", "Replaced by a correction" },
    };

    /// <summary>Where a question of one State to another stands. Known.</summary>
    public static CodeList InquiryState { get; } = new("inquiry_state", "state of a question", "Proposed; authenticated certification: 2024 outcome document, para 48", Certainty.Known)
    {
        { "asked", "Asked, and not looked into yet" },
        { "acknowledged", "Arrived, and being looked into" },
        { "answered", "Answered, for good" },
        { "withdrawn", "Withdrawn by the State that asked" },
    };

    /// <summary>What the purported issuing State answers about a certificate. Known.</summary>
    public static CodeList AuthenticationAnswer { get; } = new("authentication_answer", "answer", "Proposed after the verification of certifications, 2024 outcome document, para 48", Certainty.Known)
    {
        { "authentic", "Issued by this State, as read" },
        { "authentic_but_altered", "Issued by this State, and altered since" },
        { "not_issued", "Not issued by this State" },
        { "revoked", "Issued and revoked" },
        { "expired", "Issued and expired" },
        { "already_used", "Issued for one use, and used" },
        { "signatory_not_authorized", "Signed by somebody who may not" },
        { "cannot_disclose", "The State cannot disclose it" },
    };

    /// <summary>What the State to be consulted answers to a request for re-export. Known.</summary>
    public static CodeList ConsentAnswer { get; } = new("consent_answer", "answer", "Proposed; 2024 outcome document, para 17", Certainty.Known)
    {
        { "granted", "The re-export is consented to" },
        { "granted_conditionally", "The re-export is consented to on the conditions stated" },
        { "refused", "The re-export is not consented to" },
        { "cannot_disclose", "The State cannot disclose it" },
    };

    /// <summary>What a verification after shipment finds. Known.</summary>
    public static CodeList ShipmentFinding { get; } = new("shipment_finding", "finding", "Proposed; post-shipment verification: 2024 outcome document, para 48", Certainty.Known)
    {
        { "satisfactory", "All that was looked for was found" },
        { "partly_missing", "Some of it was missing" },
        { "missing", "None of it was found" },
        { "access_refused", "Access was refused" },
        { "inconclusive", "It could not be told" },
    };
}
