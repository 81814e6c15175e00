package dev.flatline.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Glob;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.Warnings;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateWatchTest {
  private static final Instant END = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir private Path folder;

  private Instant now = END;
  private List<Validity> validities = List.of();
  private final Warnings warnings = new Warnings(() -> now, () -> {});
  private final CertificateWatch watch =
      new CertificateWatch(() -> validities, warnings, () -> now);

  @ParameterizedTest
  @CsvSource({
    "365, 31, ",
    "365, 30, MEDIUM",
    "365,  1, MEDIUM",
    "365,  0, HIGH",
    "365, -1, HIGH",
    " 60, 21, ",
    " 60, 20, MEDIUM",
    "  6,  3, ",
    "  6,  2, MEDIUM",
  })
  void warns_inTheLastThirtyDays_orTheLastThird(long lives, long left, Severity severity) {
    now = END.minus(Duration.ofDays(left));
    validities = List.of(living(Duration.ofDays(lives), END));
    watch.look();
    assertThat(warnings.now())
        .extracting(Warning::severity)
        .isEqualTo(Optional.ofNullable(severity).stream().toList());
  }

  @Test
  void renewed_nothingIsWrongAnyMore() {
    validities = List.of(living(Duration.ofDays(90), END));
    watch.look();
    assertThat(warnings.now())
        .extracting(Warning::text)
        .containsExactly("it ended at 2026-11-30 12:00 UTC, and nobody comes.");
    validities = List.of(living(Duration.ofDays(90), END.plus(Duration.ofDays(90))));
    watch.look();
    assertThat(warnings.now()).isEmpty();
  }

  @Test
  void goneFromTheFiles_isNotWarnedOfAnyMore() {
    validities = List.of(living(Duration.ofDays(90), END));
    watch.look();
    assertThat(warnings.now()).hasSize(1);
    validities = List.of();
    watch.look();
    assertThat(warnings.now()).isEmpty();
  }

  @Test
  void files_ofTheServerAndOfClients_areAllLookedAt() throws IOException {
    CertificateAuthority root = CertificateAuthority.root(folder, "root");
    Issued own = root.issue("own", Use.SERVER, "localhost");
    Path lists = folder.resolve("lists.pem");
    Files.writeString(lists, root.revoked());
    ServerTls tls =
        new ServerTls(
            new TlsConfig(
                own.certificate(),
                own.key(),
                Optional.of(
                    new ClientsConfig(
                        folder.resolve("root.pem"),
                        List.of(Glob.of("*")),
                        Optional.of(lists),
                        OcspUse.NEVER))));
    now = Instant.now();
    new CertificateWatch(tls, warnings, () -> now).look();
    assertThat(warnings.now()).isEmpty();
    now = now.plus(Duration.ofDays(29));
    new CertificateWatch(tls, warnings, () -> now).look();
    assertThat(warnings.now())
        .extracting(Warning::id)
        .containsExactly("tls.certificate", "tls.clients.ca", "tls.clients.revoked");
  }

  private static Validity living(Duration life, Instant end) {
    return new Validity("tls.certificate", "it", "nobody comes", end.minus(life), end);
  }
}
