package dev.flatline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// OpenSSL's own OCSP responder, which says of the certificates of one authority whether they are
/// revoked. OpenSSL knows no loopback: it listens on every address of this machine.
public final class OcspResponder implements AutoCloseable {
  /// Times as OpenSSL's index of certificates has them.
  private static final DateTimeFormatter INDEX_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RunningProgram program;

  private OcspResponder(RunningProgram program) {
    this.program = program;
  }

  /// Starts it. Skips the test where OpenSSL is not installed.
  ///
  /// @param folder of the authority's `NAME.pem` and `NAME.key`
  /// @param revoked whether each certificate is
  public static OcspResponder start(
      Path folder, String name, int port, Map<X509Certificate, Boolean> revoked) {
    Path openssl = InstalledProgram.require("openssl");
    Path index = folder.resolve("index.txt");
    String lines =
        revoked.entrySet().stream()
            .map(one -> line(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    try {
      Files.writeString(index, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String authority = folder.resolve(name + ".pem").toString();
    RunningProgram program =
        RunningProgram.start(
            List.of(
                openssl.toString(),
                "ocsp",
                "-index",
                index.toString(),
                "-CA",
                authority,
                "-rsigner",
                authority,
                "-rkey",
                folder.resolve(name + ".key").toString(),
                "-port",
                Integer.toString(port)),
            folder.resolve("ocsp.log"));
    // A connection that says nothing would hang it.
    program.awaitOutput("waiting for OCSP client connections");
    return new OcspResponder(program);
  }

  private static String line(X509Certificate certificate, boolean revoked) {
    String end = INDEX_TIME.format(certificate.getNotAfter().toInstant());
    String since = revoked ? INDEX_TIME.format(Instant.now().minusSeconds(60)) : "";
    String serial = String.format(Locale.ROOT, "%02X", certificate.getSerialNumber());
    return String.join("\t", revoked ? "R" : "V", end, since, serial, "unknown", "/CN=x") + "\n";
  }

  @Override
  public void close() {
    program.close();
  }
}
