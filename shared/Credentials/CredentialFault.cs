namespace Exchange.Credentials;

/// <summary>Why a credential, key or status list was not taken: a code that stays, and one sentence for a person.</summary>
public sealed class CredentialFault
{
    private CredentialFault(string code, string sentence) => (Code, Sentence) = (code, sentence);

    public static CredentialFault TooLong { get; } = new("too_long", "The text is longer than any of its kind.");
    public static CredentialFault Malformed { get; } = new("malformed", "The text is not of three parts in base64url, as a signed credential is.");
    public static CredentialFault Header { get; } = new("header", "The header is not a JSON object with exactly the members alg, typ and kid.");
    public static CredentialFault Algorithm { get; } = new("algorithm", "The signature algorithm is not ES256.");
    public static CredentialFault EmbeddedKey { get; } = new("embedded_key", "The header brings or points to a key of its own.");
    public static CredentialFault Type { get; } = new("type", "The text is signed as something else than what it is shown as.");
    public static CredentialFault KeyId { get; } = new("key_id", "The key id is not the thumbprint of a key.");
    public static CredentialFault Payload { get; } = new("payload", "What is signed is not one JSON object in UTF-8, of bounded depth, that names each member once.");
    public static CredentialFault UnknownKey { get; } = new("unknown_key", "The issuer has no key of this id.");
    public static CredentialFault Signature { get; } = new("signature", "The signature is not of this key over this text.");
    public static CredentialFault Content { get; } = new("content", "What is signed lacks a member of its kind, or holds a value that is not of the member's form.");

    public static CredentialFault KeyForm { get; } = new("key_form", "The key, or set of keys, is not JSON of the form of a JWK or JWK Set.");
    public static CredentialFault KeyType { get; } = new("key_type", "The key is not one on the curve P-256 for signatures by ES256.");
    public static CredentialFault KeyPoint { get; } = new("key_point", "The key is not a point on the curve P-256.");
    public static CredentialFault PrivateKey { get; } = new("private_key", "The key has a private part, which its owner must not give away.");

    public static CredentialFault ListForm { get; } = new("list_form", "The status list is not packed as a Token Status List of two bits a certificate.");
    public static CredentialFault ListSize { get; } = new("list_size", "The status list is larger, unpacked, than any may be.");
    public static CredentialFault OtherList { get; } = new("other_list", "The status list is another one than the certificate names.");
    public static CredentialFault NotYetValid { get; } = new("not_yet_valid", "The status list was signed for a time that has not come.");
    public static CredentialFault Stale { get; } = new("stale", "The status list has expired; a newer one is needed.");
    public static CredentialFault RolledBack { get; } = new("rolled_back", "The status list is older than one seen before.");
    public static CredentialFault OutOfRange { get; } = new("out_of_range", "The certificate's place is not in the status list.");
    public static CredentialFault UnknownStatus { get; } = new("unknown_status", "The status list gives the certificate a status that has no meaning in this network.");

    public static CredentialFault NotAnExtract { get; } = new("not_an_extract", "The text is not that of a certificate's QR code.");
    public static CredentialFault OtherCertificate { get; } = new("other_certificate", "The QR code is of another certificate, or the certificate was altered.");

    /// <summary>Every fault there is.</summary>
    public static IReadOnlyList<CredentialFault> All { get; } =
    [
        TooLong, Malformed, Header, Algorithm, EmbeddedKey, Type, KeyId, Payload, UnknownKey, Signature, Content,
        KeyForm, KeyType, KeyPoint, PrivateKey,
        ListForm, ListSize, OtherList, NotYetValid, Stale, RolledBack, OutOfRange, UnknownStatus,
        NotAnExtract, OtherCertificate,
    ];

    /// <summary>Which fault it is, snake_case; verdicts and receipts bear it, so that it never changes.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in plain English; says nothing that the text itself could have put there.</summary>
    public string Sentence { get; }

    public override string ToString() => $"{Code}: {Sentence}";
}
