package dev.flatline.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// An authority that issues certificates and revokes them, its files in PEM.
public final class CertificateAuthority {
  private static final Duration USUAL_LIFE = Duration.ofDays(30);

  private final Path folder;
  private final X500Name name;
  private final KeyPair keys;
  private final List<X509Certificate> chain;
  private long serial = 1;
  private Optional<String> responder = Optional.empty();

  /// What a certificate is for.
  public enum Use {
    /// A server shows it.
    SERVER,
    /// A client shows it.
    CLIENT;

    private KeyPurposeId purpose() {
      return this == SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
    }
  }

  /// A certificate with its key.
  ///
  /// @param certificate file with the certificate and those of its authorities but the root
  /// @param key file with the key, PKCS #8
  /// @param parsed the certificate
  public record Issued(Path certificate, Path key, X509Certificate parsed) {}

  private CertificateAuthority(
      Path folder, X500Name name, KeyPair keys, List<X509Certificate> above) {
    this.folder = folder;
    this.name = name;
    this.keys = keys;
    this.chain = above;
  }

  /// Names a responder (OCSP) in all certificates that are issued from now on.
  public void answersAt(String url) {
    responder = Optional.of(url);
  }

  /// A root, whose certificate is written to `NAME.pem`, and its key to `NAME.key`.
  public static CertificateAuthority root(Path folder, String name) {
    KeyPair keys = newKeys();
    X500Name distinguished = new X500Name("CN=" + name);
    CertificateAuthority root = new CertificateAuthority(folder, distinguished, keys, List.of());
    X509Certificate own = root.signed(distinguished, keys, authority(), USUAL_LIFE);
    write(folder.resolve(name + ".pem"), own);
    write(
        folder.resolve(name + ".key"),
        new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
    return new CertificateAuthority(folder, distinguished, keys, List.of());
  }

  /// An authority below this one.
  public CertificateAuthority below(String other) {
    KeyPair otherKeys = newKeys();
    X500Name distinguished = new X500Name("CN=" + other);
    X509Certificate own = signed(distinguished, otherKeys, authority(), USUAL_LIFE);
    List<X509Certificate> above = new ArrayList<>(List.of(own));
    above.addAll(chain);
    return new CertificateAuthority(folder, distinguished, otherKeys, above);
  }

  /// A certificate with these DNS names or addresses, written to `NAME.pem` and `NAME.key`.
  public Issued issue(String file, Use use, String... names) {
    return issue(file, use, USUAL_LIFE, names);
  }

  /// The same that ends after a time, which may be over.
  public Issued issue(String file, Use use, Duration life, String... names) {
    KeyPair own = newKeys();
    Extensions extensions =
        builder -> {
          builder.addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  Arrays.stream(names)
                      .map(CertificateAuthority::name)
                      .toArray(GeneralName[]::new)));
          builder.addExtension(
              Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use.purpose()));
          if (responder.isPresent()) {
            GeneralName at =
                new GeneralName(GeneralName.uniformResourceIdentifier, responder.get());
            builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, at));
          }
        };
    X509Certificate certificate = signed(new X500Name("CN=" + file), own, extensions, life);
    Path pem = folder.resolve(file + ".pem");
    Path key = folder.resolve(file + ".key");
    Object[] whole = new Object[1 + chain.size()];
    whole[0] = certificate;
    for (int i = 0; i < chain.size(); i++) {
      whole[i + 1] = chain.get(i);
    }
    write(pem, whole);
    write(key, new PemObject("PRIVATE KEY", own.getPrivate().getEncoded()));
    return new Issued(pem, key, certificate);
  }

  /// The list of what this authority revoked, in PEM.
  public String revoked(X509Certificate... certificates) {
    Instant now = Instant.now();
    X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(now.minusSeconds(60)));
    list.setNextUpdate(Date.from(now.plus(USUAL_LIFE)));
    for (X509Certificate certificate : certificates) {
      list.addCRLEntry(certificate.getSerialNumber(), Date.from(now.minusSeconds(30)), 0);
    }
    return pem(list.build(signer()));
  }

  private static GeneralName name(String name) {
    boolean isAddress = name.matches("[0-9.]+");
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private interface Extensions {
    void addTo(X509v3CertificateBuilder builder) throws IOException;
  }

  private static Extensions authority() {
    return builder ->
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
  }

  private X509Certificate signed(
      X500Name subject, KeyPair subjectKeys, Extensions extensions, Duration life) {
    Instant end = Instant.now().plus(life);
    Instant begin = end.minus(Duration.ofDays(60));
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serial++),
            Date.from(begin),
            Date.from(end),
            subject,
            subjectKeys.getPublic());
    try {
      extensions.addTo(builder);
      X509CertificateHolder holder = builder.build(signer());
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, Object... parts) {
    try {
      Files.writeString(
          file, Arrays.stream(parts).map(CertificateAuthority::pem).collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Object part) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
