using System.Security.Cryptography;

namespace Exchange.Storage;

/// <summary>
/// Keeps private keys and the like encrypted in a database: AES-256-GCM (NIST SP 800-38D) under a key-encryption key
/// that lives in a file, not in the database. The context binds a box to its owner, so that a row copied to another fails.
/// </summary>
public sealed class SecretBox
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] key;

    private SecretBox(byte[] key) => this.key = key;

    /// <summary>Reads the key-encryption key: 32 bytes in Base64.</summary>
    /// <exception cref="InvalidOperationException">The file is not there, or does not hold such a key.</exception>
    public static SecretBox FromFile(string path)
    {
        if (!File.Exists(path)) throw new InvalidOperationException($"The key-encryption key {path} is not there.");
        var key = new byte[KeySize];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == KeySize
            ? new SecretBox(key)
            : throw new InvalidOperationException($"{path} does not hold {KeySize} bytes in Base64.");
    }

    /// <summary>As <see cref="FromFile"/>; makes the file, readable by its owner alone, at the first start.</summary>
    public static SecretBox FromFileOrNew(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(path, options);
            file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
        }
        return FromFile(path);
    }

    /// <summary>Nonce, tag and ciphertext in one.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> context)
    {
        var sealedBox = new byte[NonceSize + TagSize + secret.Length];
        var nonce = sealedBox.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = Cipher();
        aes.Encrypt(nonce, secret, sealedBox.AsSpan(NonceSize + TagSize), sealedBox.AsSpan(NonceSize, TagSize), context);
        return sealedBox;
    }

    /// <exception cref="CryptographicException">It was sealed under another key or context, or altered.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBox, ReadOnlySpan<byte> context)
    {
        if (sealedBox.Length < NonceSize + TagSize) throw new CryptographicException("Too short to be sealed.");
        var secret = new byte[sealedBox.Length - NonceSize - TagSize];
        using var aes = Cipher();
        aes.Decrypt(sealedBox[..NonceSize], sealedBox[(NonceSize + TagSize)..], sealedBox.Slice(NonceSize, TagSize), secret, context);
        return secret;
    }

    // One a call: an AesGcm that two threads use at once fails, or encrypts under the other's nonce.
    private AesGcm Cipher() => new(key, TagSize);
}
