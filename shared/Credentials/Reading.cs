namespace Exchange.Credentials;

/// <summary>What was read from a text of unknown origin: the thing itself, or why it was not taken.</summary>
public sealed class Reading<T>
    where T : notnull
{
    private readonly T? value;

    private Reading(T value) => this.value = value;

    private Reading(CredentialFault fault) => Fault = fault;

    /// <summary>Why nothing was taken; null when <see cref="Value"/> can be had.</summary>
    public CredentialFault? Fault { get; }

    /// <summary>What was read.</summary>
    /// <exception cref="InvalidOperationException">There is a <see cref="Fault"/>: the caller did not look.</exception>
    public T Value => Fault is null ? value! : throw new InvalidOperationException($"Nothing was read ({Fault.Code}).");

    public static implicit operator Reading<T>(T value) => new(value);

    public static implicit operator Reading<T>(CredentialFault fault) => new(fault);
}
