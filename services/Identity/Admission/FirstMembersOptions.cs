namespace Exchange.Identity.Admission;

/// <summary>Which members are admitted at the start: part of the configuration section <c>Identity</c>.</summary>
internal sealed class FirstMembersOptions
{
    /// <summary>
    /// The file with the public keys (JWK Set) of the operator's client <c>NETWORK/operator</c>. A network without sample members
    /// needs it to admit its first member.
    /// </summary>
    public string? OperatorJwksFile { get; set; }

    /// <summary>Whether the sample States, organizations and operator are admitted.</summary>
    public bool SampleMembers { get; set; }

    /// <summary>The directory for the profiles of sample identities (an <c>EXCHANGE_HOME</c>); <c>profiles</c> in the data directory by default.</summary>
    public string? ProfilesDirectory { get; set; }
}
