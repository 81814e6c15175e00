package dev.flatline.connectors.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and private keys from PEM files.
public final class PemFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END");

  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /// PKCS #8's head around an RSA key of PKCS #1 (RFC 5958): version 0, algorithm rsaEncryption.
  private static final byte[] RSA_HEAD = {
    2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private PemFiles() {}

  /// Certificates in the order of the file.
  public static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return List.copyOf(
        factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
  }

  /// The first private key, of PKCS #8 or PKCS #1, not encrypted.
  public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(file, US_ASCII));
    if (!pem.find()) {
      throw new GeneralSecurityException("no PEM block of a private key");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
    return switch (pem.group(1)) {
      case "PRIVATE KEY" -> decoded(der);
      case "RSA PRIVATE KEY" -> decoded(wrapped(der));
      default ->
          throw new GeneralSecurityException(
              "\"" + pem.group(1) + "\" is not read; convert it: openssl pkcs8 -topk8 -nocrypt");
    };
  }

  private static PrivateKey decoded(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : KEY_ALGORITHMS) {
      Optional<PrivateKey> key = decoded(pkcs8, algorithm);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new GeneralSecurityException("a private key of none of " + KEY_ALGORITHMS);
  }

  private static Optional<PrivateKey> decoded(byte[] pkcs8, String algorithm)
      throws GeneralSecurityException {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] key = tagged((byte) 4, pkcs1);
    byte[] body = ByteBuffer.allocate(RSA_HEAD.length + key.length).put(RSA_HEAD).put(key).array();
    return tagged((byte) 0x30, body);
  }

  /// DER: tag, length in the two-byte form (every RSA key needs it), content.
  private static byte[] tagged(byte tag, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put(tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }
}
