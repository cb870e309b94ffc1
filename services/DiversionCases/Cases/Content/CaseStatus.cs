using Exchange.Contracts.Vocabularies;
namespace Exchange.DiversionCases.Cases.Content;

/// <summary>Codes of <see cref="CodeLists.CaseStatus"/> that rules speak of.</summary>
internal static class CaseStatus
{
    public const string Suspected = "suspected";
    public const string Withdrawn = "withdrawn";
}
