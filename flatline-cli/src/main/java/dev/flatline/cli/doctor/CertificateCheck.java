package dev.flatline.cli.doctor;

import dev.flatline.connectors.net.PemFiles;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.server.tls.ServerTls;
import dev.flatline.server.tls.TlsException;
import dev.flatline.server.tls.Validity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server's certificate: whether it can be read, fits its key, is signed by what follows it.
/// And how long it holds, and what the certificates of clients are judged by.
record CertificateCheck(Optional<TlsConfig> tls) implements Check {
  private static final byte[] TEXT = {1, 2, 3};

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public List<CheckResult> look() {
    if (tls.isEmpty()) {
      return List.of(CheckResult.skipped(name(), "the configuration names none (tls)"));
    }
    try {
      ServerTls server = new ServerTls(tls.get());
      List<X509Certificate> chain =
          PemFiles.certificates(tls.get().certificate()).stream()
              .map(X509Certificate.class::cast)
              .toList();
      List<CheckResult> results = new ArrayList<>(List.of(chain(chain)));
      server.validities().forEach(one -> results.add(ends(one, Instant.now())));
      return results;
    } catch (TlsException | IOException | GeneralSecurityException e) {
      return List.of(
          CheckResult.problem(name(), String.valueOf(e.getMessage()), "docs/reference/access.md"));
    }
  }

  private CheckResult chain(List<X509Certificate> chain)
      throws IOException, GeneralSecurityException {
    PrivateKey key = PemFiles.privateKey(tls.orElseThrow().key());
    if (!fits(chain.getFirst().getPublicKey(), key)) {
      return CheckResult.problem(
          name(),
          tls.get().key() + " is not the key of " + tls.get().certificate(),
          "give the two that were made together");
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!isSigned(chain.get(i), chain.get(i + 1))) {
        return CheckResult.problem(
            name(),
            "certificate %d of %s is not signed by the one behind it"
                .formatted(i + 1, tls.get().certificate()),
            "put the certificate first, then what signed it, up to the authority");
      }
    }
    return CheckResult.ok(
        name(), "it fits its key, with %d of its chain".formatted(chain.size() - 1));
  }

  private static boolean isSigned(X509Certificate one, Certificate by) {
    try {
      one.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean fits(PublicKey known, PrivateKey key) throws GeneralSecurityException {
    if (!known.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    Signature signature = Signature.getInstance(algorithm(key));
    signature.initSign(key);
    signature.update(TEXT);
    byte[] signed = signature.sign();
    signature.initVerify(known);
    signature.update(TEXT);
    return signature.verify(signed);
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private CheckResult ends(Validity one, Instant now) {
    if (one.isOverAt(now)) {
      return CheckResult.problem(name(), one.what() + " ended at " + one.until(), one.after());
    }
    String found = one.what() + " holds until " + one.until();
    return one.endsSoonAt(now)
        ? CheckResult.warning(name(), found, "then " + one.after())
        : CheckResult.ok(name(), found);
  }
}
