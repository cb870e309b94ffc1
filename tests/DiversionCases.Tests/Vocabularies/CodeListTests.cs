using System.Reflection;
using System.Text.RegularExpressions;
using Exchange.Contracts;
using Exchange.Contracts.Vocabularies;
using Xunit;

namespace Exchange.DiversionCases.Tests.Vocabularies;

public sealed partial class CodeListTests
{
    [Fact]
    public void Every_list_is_among_all_of_them()
    {
        var declared = typeof(CodeLists).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(CodeList))
            .Select(property => (CodeList)property.GetValue(null)!);
        Assert.Equal(declared.Select(list => list.Name).Order(), CodeLists.All.Select(list => list.Name).Order());
    }

    [Fact]
    public void Every_list_has_codes_labels_and_a_source()
    {
        Assert.All(CodeLists.All, list =>
        {
            Assert.True(list.Count >= 2, list.Name);
            Assert.True(list.Source.Length > 2, list.Name);
            Assert.All(list, code => Assert.False(string.IsNullOrWhiteSpace(code.Label), code.Value));
        });
    }

    // The grades of the Admiralty scale are capitals and digits everywhere; nothing else is.
    [Fact]
    public void Codes_are_snake_case() => Assert.All(
        CodeLists.All.Except([CodeLists.SourceReliability]).SelectMany(list => list),
        code => Assert.Matches(SnakeCase(), code.Value));

    [Fact]
    public void What_the_contracts_name_is_what_the_lists_hold()
    {
        Assert.Equal(Purposes.All, CodeLists.Purpose.Select(code => code.Value));
        Assert.Equal(TlpLabels.All, CodeLists.Tlp.Select(code => code.Value));
        Assert.Equal(Functions.All, CodeLists.Function.Select(code => code.Value));
    }

    [Fact]
    public void The_example_of_the_interface_uses_its_codes()
    {
        Assert.True(CodeLists.DiversionType.Contains("rerouting_or_transshipment"));
        Assert.True(CodeLists.Concealment.Contains("misdeclared_cargo"));
        Assert.True(CodeLists.DocumentKind.Contains("end_user_certificate"));
        Assert.True(CodeLists.TransportMode.Contains("maritime"));
    }

    [Theory]
    [InlineData("detectd", "detected")]
    [InlineData("Detected", "detected")]
    [InlineData("supsected", "suspected")]
    [InlineData("under investigation", "under_investigation")]
    [InlineData("underInvestigation", "under_investigation")]
    [InlineData("under-investigation", "under_investigation")]
    public void A_typing_error_gets_the_code_that_was_meant(string written, string meant)
    {
        Assert.Equal(meant, CodeLists.CaseStatus.Nearest(written));
        Assert.Contains($"did you mean \"{meant}\"?", CodeLists.CaseStatus.Fault(written), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rpg")]
    [InlineData("nothing of the kind")]
    public void What_resembles_no_code_gets_no_suggestion(string written) => Assert.Null(CodeLists.CaseStatus.Nearest(written));

    [Fact]
    public void A_grade_is_not_guessed() => Assert.Null(CodeLists.SourceReliability.Nearest("Z"));

    [Fact]
    public void A_short_list_is_named_in_the_fault_and_a_long_one_pointed_to()
    {
        Assert.Equal("\"night\" is not a date precision. One of: day, month, year.", CodeLists.DatePrecision.Fault("night"));
        Assert.EndsWith("See /v1/vocabularies/detection_method.", CodeLists.DetectionMethod.Fault("guessing"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_monstrous_value_is_not_repeated() =>
        Assert.True(CodeLists.CaseStatus.Fault(new string('x', 10_000)).Length < 300);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("DETECTED")]
    [InlineData("detected ")]
    public void Only_the_code_itself_is_in_a_list(string? value) => Assert.False(CodeLists.CaseStatus.Contains(value));

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)*\\z")]
    private static partial Regex SnakeCase();
}
