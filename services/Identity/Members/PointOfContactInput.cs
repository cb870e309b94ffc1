using Exchange.Hosting.Validation;

namespace Exchange.Identity.Members;

/// <summary>A point of contact to set (outcome document, paras 51, 182).</summary>
internal sealed record PointOfContactInput
{
    /// <summary>The office or the person.</summary>
    [RequiredField, Text(200)] public string? Name { get; init; }

    /// <summary>The responsibility.</summary>
    [Text(200)] public string? Role { get; init; }

    /// <summary>The email address.</summary>
    [Form(typeof(PointOfContactInput), nameof(EmailFault), Max = 254)] public string? Email { get; init; }

    /// <summary>The telephone number, as it is dialled from abroad.</summary>
    [Text(40)] public string? Phone { get; init; }

    /// <summary>The point of contact, once its fields were found valid.</summary>
    internal PointOfContact ToPointOfContact() => new(Name!, Role, Email, Phone);

    private static string? EmailFault(string email) =>
        email.IndexOf('@') is var at && (at <= 0 || at == email.Length - 1 || email.Any(char.IsWhiteSpace)) ? "has to be an email address" : null;
}
