package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.Traces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedChangesTest {
  private static final Clock CLOCK = Clock.fixed(Traces.END, ZoneOffset.UTC);

  private static final Workload POD =
      new Workload(
          "shop/Deployment/cart/cart-1",
          Map.of("namespace", "shop", "owner_kind", "Deployment", "owner", "cart"));

  private static final Finding FOUND = hunted(Policy.none());

  private static final String FILE =
      """
      # ours
      version: 1
      roles:
        # whoever answers
        - match: {name: "web/*"}
          role: web
      suppressions: [] # none
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "kind=role&match=owner&role=hpc, MEDIUM",
    "kind=role&match=name&role=batch, MEDIUM",
    "kind=daily&match=owner&duration=13h, LOW",
    "kind=weekly&match=name&duration=13h&reason=report, LOW",
    "kind=suppression&match=name&reason=a+%22test%22&owner=ann&days=30, LOW",
  })
  void patch_applied_lowersTheFindingInTheEngineAsItSays(String asked, Severity lowered)
      throws IOException, PatchFailedException {
    Path file = Files.writeString(folder.resolve("ours.yaml"), FILE);
    ExpectedChange change =
        new ExpectedChanges(Optional.of(file), CLOCK).of(FOUND, QueryParams.fromQueryString(asked));
    assertThat(change.severity()).isEqualTo(Severity.HIGH);
    assertThat(change.lowered()).isEqualTo(lowered);
    assertThat(change.patch()).startsWith("--- ours.yaml\n+++ ours.yaml\n@@ ").contains("# ");
    String patched = applied(change.patch(), FILE);
    assertThat(patched).isEqualTo(change.after());
    assertThat(hunted(policy(patched)).severity()).isEqualTo(lowered);
    assertThat(file).hasContent(FILE);
  }

  @Test
  void patch_withoutAFile_makesOne() throws IOException, PatchFailedException {
    ExpectedChange change =
        new ExpectedChanges(Optional.empty(), CLOCK)
            .of(FOUND, QueryParams.of("kind", "role", "role", "hpc"));
    assertThat(change.patch()).startsWith("--- /dev/null\n+++ policy.yaml\n@@ -0,0 +1,");
    assertThat(applied(change.patch(), "")).isEqualTo(change.after());
    assertThat(hunted(policy(change.after())).severity()).isEqualTo(change.lowered());
  }

  @Test
  void of_aPlateauThatIsTooShort_saysThatNothingChanges() {
    ExpectedChange change =
        new ExpectedChanges(Optional.empty(), CLOCK)
            .of(FOUND, QueryParams.of("kind", "daily", "duration", "1h"));
    assertThat(change.lowered()).isEqualTo(Severity.HIGH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=x | kind: expected one of",
        "kind=role&role=x | role:",
        "kind=daily&duration=long | duration",
        "kind=suppression | reason: a suppression needs one",
        "kind=suppression&reason=x | owner:",
        "kind=suppression&reason=x&owner=y&days=0 | days: expected 1 to 366",
      })
  void of_whatCannotBe_saysWhatIsExpected(String asked, String says) {
    ExpectedChanges changes = new ExpectedChanges(Optional.empty(), CLOCK);
    QueryParams parameters = QueryParams.fromQueryString(asked);
    assertThatThrownBy(() -> changes.of(FOUND, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void of_anOwnerThatNobodyKnows_saysSo() {
    ExpectedChanges changes = new ExpectedChanges(Optional.empty(), CLOCK);
    QueryParams parameters = QueryParams.of("kind", "role", "role", "hpc", "match", "owner");
    assertThatThrownBy(() -> changes.of(Findings.named("vm-1"), parameters))
        .hasMessageContaining("nobody is known to own");
  }

  @Test
  void of_aFileThatIsGoneOrWrong_saysSo() throws IOException {
    QueryParams parameters = QueryParams.of("kind", "role", "role", "hpc");
    ExpectedChanges gone = new ExpectedChanges(Optional.of(folder.resolve("gone")), CLOCK);
    assertThatThrownBy(() -> gone.of(FOUND, parameters)).hasMessageContaining("cannot be read");
    Path file = Files.writeString(folder.resolve("wrong.yaml"), "version: 2\n");
    ExpectedChanges wrong = new ExpectedChanges(Optional.of(file), CLOCK);
    assertThatThrownBy(() -> wrong.of(FOUND, parameters)).hasMessageContaining("wrong.yaml:1:10");
  }

  private static String applied(String patch, String to) throws PatchFailedException {
    List<String> lines =
        DiffUtils.patch(
            to.lines().toList(), UnifiedDiffUtils.parseUnifiedDiff(patch.lines().toList()));
    return String.join("\n", lines) + "\n";
  }

  private static Policy policy(String yaml) throws IOException {
    return PolicyReader.read(
            "policy.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .value();
  }

  /// What a miner is found for that moves into the pod.
  private static Finding hunted(Policy policy) {
    List<Finding> findings = new ArrayList<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, policy, findings::add);
    Traces.innocentFleet().forEach(trace -> trace.samples().forEach(engine::accept));
    for (Sample sample : Traces.minerMovesIntoWebServer().samples()) {
      engine.accept(new Sample(POD, sample.atMillis(), sample.values()));
    }
    engine.finish();
    findings.removeIf(
        one ->
            !one.workload().equals(POD)
                || one.firstObserved().isBefore(Traces.MOVED_IN.minus(Duration.ofHours(1))));
    return findings.getLast();
  }
}
