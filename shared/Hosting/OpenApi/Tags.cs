using Microsoft.OpenApi;

namespace Exchange.Hosting.OpenApi;

/// <summary>The groups of operations, and what each is about.</summary>
internal static class Tags
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["Cases"] = "Cases of diversion: report, amend, withdraw and read them.",
        ["Releases"] = "To whom a case is released, and at which level.",
        ["Marks"] = "Search weapon marks among the cases that reach the caller.",
        ["Registers"] = "The pages of States' registers of brokers: what the law asks, forms, contacts, and to whom a register is released.",
        ["Brokers"] = "Brokers in the registers of States, and their versions.",
        ["Standing"] = "How brokers stand: suspension, reinstatement, and revocation by two officers.",
        ["Licences"] = "Decisions about brokering licences.",
        ["Integrity"] = "What speaks against a broker: charges, final convictions, sanctions, and their expunction.",
        ["Denials"] = "Licences and registrations that States denied, and whether they ask to be consulted.",
        ["Places"] = "Places by UN/LOCODE, for locations and routes.",
        ["Vocabularies"] = "The code lists that cases and certificates are written in.",
        ["Alerts"] = "Alerts on trafficking routes: post, withdraw, list and follow them.",
        ["Subscriptions"] = "Webhooks that deliver alerts.",
        ["Certificates"] = "End-user certificates: issue, change their status, print and verify them.",
        ["Shipments"] = "What is drawn against a certificate, delivered, and inspected after the shipment.",
        ["Authentications"] = "Questions to the State that a paper certificate names as its issuer.",
        ["Re-export consents"] = "Questions to the State whose consent a re-export needs.",
        ["Embargoes"] = "The embargo data that verifications screen against.",
        ["Members"] = "The members of the network, their issuers, keys and clients.",
        ["Groups"] = "Regional groups of States.",
        ["Operations"] = "For the operator of the network.",
    };

    public static void Add(OpenApiDocument document)
    {
        var used = document.Paths.SelectMany(path => path.Value.Operations ?? []).SelectMany(o => o.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id!).Distinct().Order(StringComparer.Ordinal);
        document.Tags = new HashSet<OpenApiTag>(used.Select(name => new OpenApiTag { Name = name, Description = Texts.GetValueOrDefault(name) }));
    }
}
