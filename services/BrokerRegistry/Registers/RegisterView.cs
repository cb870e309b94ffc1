using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Registers;

/// <summary>The page of a State's register.</summary>
internal sealed record RegisterView : RegisterContent
{
    private RegisterView(RegisterContent content) : base(content)
    {
    }

    /// <summary>The State.</summary>
    [Country] public required string State { get; init; }

    /// <summary>When the State last wrote the page, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>To whom the register's brokers are released; for its State.</summary>
    public IReadOnlyList<Release>? Releases { get; init; }

    /// <summary>The page of a register that has one.</summary>
    internal static RegisterView Of(Register register, Principal reader) => new(register.Read()!)
    {
        State = register.State,
        ChangedAt = register.ChangedAt,
        Releases = reader.Member == register.State ? register.Releases : null,
    };
}
