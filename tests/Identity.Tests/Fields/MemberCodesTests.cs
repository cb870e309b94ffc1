using Exchange.Identity.Fields;
using Xunit;

namespace Exchange.Identity.Tests.Fields;

public sealed class MemberCodesTests
{
    [Theory]
    [InlineData("KEN", true)]
    [InlineData("SOM", true)]
    [InlineData("TCD", true)]
    [InlineData("ken", false)]
    [InlineData("XXX", false)]
    [InlineData("XKK", false)]
    [InlineData("KE", false)]
    [InlineData("419", false)]
    [InlineData(null, false)]
    public void Knows_States_by_their_codes(string? code, bool known) => Assert.Equal(known, MemberCodes.IsState(code));
}
