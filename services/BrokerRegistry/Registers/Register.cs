using Exchange.BrokerRegistry.Data;
using Exchange.Contracts;

namespace Exchange.BrokerRegistry.Registers;

/// <summary>A State's register: its page, and to whom its brokers are released.</summary>
internal sealed class Register
{
    public required Guid Id { get; init; }
    public required string State { get; init; }

    /// <summary>The <see cref="RegisterContent"/> as JSON; null until the State has written its page.</summary>
    public string? Content { get; private set; }

    /// <summary>To whom the brokers are released that have no releases of their own.</summary>
    public IReadOnlyList<Release> Releases { get; private set; } = [];
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Incremented by each change; guards against two changes at once.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Replaces the page and the releases.</summary>
    public void Write(RegisterContent content, IReadOnlyList<Release> releases, DateTimeOffset now)
    {
        (Content, Releases, ChangedAt) = (StoredContent.Write(content), releases, now);
        Version++;
    }

    /// <summary>The page, or null.</summary>
    public RegisterContent? Read() => Content is { } json ? StoredContent.Read<RegisterContent>(json) : null;

    /// <summary>What other services learn of it.</summary>
    public RegisterChanged Fact() => new() { Id = Id, State = State, Releases = Releases, At = ChangedAt, Version = Version };
}
