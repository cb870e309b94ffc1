namespace Exchange.Matching;

/// <summary>Why a name cannot be searched.</summary>
public enum TooLittle
{
    /// <summary>It can be searched.</summary>
    No,

    /// <summary>It has no letter or digit that can be read.</summary>
    Empty,

    /// <summary>It has legal forms and particles alone: "Co. Ltd.".</summary>
    FormsAndParticlesAlone,

    /// <summary>It has single letters or single digits alone.</summary>
    InitialsAlone,
}
