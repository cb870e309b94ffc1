using Exchange.Contracts;
using Exchange.EndUserCertificates.Inquiries;

namespace Exchange.EndUserCertificates.Authentications;

/// <summary>The event for other services when an answer finds a paper forged or altered.</summary>
internal static class Forgery
{
    /// <summary>Returns null if the answer finds no forgery.</summary>
    public static CertificateForgerySuspected? Of(Inquiry answered, AuthenticationQuestion question)
    {
        var finding = answered.Answer switch
        {
            AuthenticationAnswers.NotIssued => ForgeryFindings.NotIssued,
            AuthenticationAnswers.Altered => ForgeryFindings.Altered,
            _ => null,
        };
        return finding is null ? null : new CertificateForgerySuspected
        {
            // An inquiry is answered once, and finds one forgery.
            Id = answered.Id,
            AskingState = answered.Originator,
            PurportedIssuer = answered.IssuingState,
            Number = answered.Number,
            // The vocabulary of certificates is part of that of documents.
            Type = question.Type!,
            IssuedOn = question.IssuedOn,
            Finding = finding,
            AlteredFields = answered.AlteredFields,
            DocumentHash = question.DocumentHash,
            AuthenticationId = answered.Id,
            FinalDestination = question.FieldsAsRead?.FinalDestination,
            Parties = [.. Organizations(question)],
            Categories = [.. (question.FieldsAsRead?.Goods ?? []).Select(l => l.Category).OfType<string>().Distinct()],
            At = answered.AnsweredAt!.Value,
        };
    }

    // A name on a paper may be a person's: publish only names that the asking State declares to be companies or bodies of a State.
    private static IEnumerable<CertificateParty> Organizations(AuthenticationQuestion question)
    {
        var kinds = (question.PartyKinds ?? []).ToDictionary(p => p.Party!, p => p.Kind!, StringComparer.Ordinal);
        foreach (var (path, role, name, state) in question.Parties())
        {
            if (name is not null && kinds.TryGetValue(path, out var kind) && kind is "company" or "state")
                yield return new CertificateParty { Role = role, Kind = kind, Name = name, Country = state };
        }
    }
}
