using Exchange.Access;
using Exchange.Contracts;
using Exchange.Hosting.Validation;

namespace Exchange.BrokerRegistry.Registers;

/// <summary>The page of a State's register: what its law asks of brokers, in short, with forms and contacts (outcome document, paras 79, 103). Every member sees it.</summary>
[Leveled(ReleaseLevel.Full)]
internal record RegisterContent
{
    /// <summary>Whether the State's law asks brokers to register.</summary>
    [RequiredField][Code("registration_rule")] public string? Registration { get; init; }

    /// <summary>The activities for which it does; none named means all.</summary>
    [Code("brokering_activity")] public IReadOnlyList<string>? Activities { get; init; }

    /// <summary>Whether each transaction needs a licence.</summary>
    public bool? LicencePerTransaction { get; init; }

    /// <summary>Whether the law reaches what the State's citizens and companies do abroad.</summary>
    public bool? Extraterritorial { get; init; }

    /// <summary>The law and its articles.</summary>
    [Text(500)] public string? LegalBasis { get; init; }

    /// <summary>The law in short, in lines.</summary>
    [Text(10_000, Lines = true)] public string? LawInShort { get; init; }

    /// <summary>The authority that keeps the register.</summary>
    [RequiredField][Text(300)] public string? Authority { get; init; }

    /// <summary>Whom to ask.</summary>
    [RequiredField] public RegisterContact? Contact { get; init; }

    /// <summary>Forms, and where they are.</summary>
    [Most(20)] public IReadOnlyList<RegisterForm>? Forms { get; init; }

    /// <summary>Where the public part of the register is, if there is one.</summary>
    [Form(typeof(RegisterRules), nameof(RegisterRules.AddressFault), Max = 500)] public string? PublicRegister { get; init; }
}

/// <summary>An office to ask. No person is named: who sits there changes.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record RegisterContact
{
    /// <summary>The office.</summary>
    [RequiredField][Text(300)] public string? Office { get; init; }

    /// <summary>Its electronic mail.</summary>
    [Text(254)] public string? Mail { get; init; }

    /// <summary>Its telephone, with the country's prefix.</summary>
    [Text(50)] public string? Phone { get; init; }

    /// <summary>Its postal address, in lines.</summary>
    [Text(500, Lines = true)] public string? Address { get; init; }
}

/// <summary>A form of the authority.</summary>
[Leveled(ReleaseLevel.Full)]
internal sealed record RegisterForm
{
    /// <summary>What it is for.</summary>
    [RequiredField][Text(200)] public string? Title { get; init; }

    /// <summary>Where it is, https.</summary>
    [RequiredField][Form(typeof(RegisterRules), nameof(RegisterRules.AddressFault), Max = 500)] public string? Address { get; init; }
}

/// <summary>What a register's page has to fulfil.</summary>
internal static class RegisterRules
{
    /// <summary>What is wrong with a web address, or null.</summary>
    public static string? AddressFault(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? null : "is no https address";

    /// <summary>Checks the page.</summary>
    public static void CheckRegister(RegisterContent register, DateOnly today, Faults faults)
    {
        var check = new Check(faults) { Today = today };
        check.Fields(register);
        if (check.In(register.Contact, out var contact, out var at) && contact is { Mail: null, Phone: null, Address: null })
            at.Fault("", "has no way to reach the office: mail, phone or address");
    }
}
