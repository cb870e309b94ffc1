using Xunit;

namespace Exchange.Credentials.Tests;

public sealed class DocumentHashTests
{
    [Fact]
    public void It_is_SHA_256_in_lower_case_hexadecimal() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", DocumentHash.Of("abc"));
}
