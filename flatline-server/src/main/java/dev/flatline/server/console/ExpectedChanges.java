package dev.flatline.server.console;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.correlate.PolicyEffect;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.formats.policy.PolicyAddition;
import dev.flatline.formats.policy.PolicyEntry;
import dev.flatline.formats.policy.PolicyEntry.Recurrence;
import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.formats.yaml.YamlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// Proposes changes of the policy file. The file is read each time, so that a proposal fits what is
/// there now, and never written.
///
/// @param policy the file; empty where there is none
/// @param clock from which suppressions last
public record ExpectedChanges(Optional<Path> policy, Clock clock) {
  private static final String NEW_FILE = "policy.yaml";

  /// As long as a year: what is expected for longer has a role.
  static final int MOST_DAYS = 366;

  /// What the parameters of an address ask for; see [ExpectedForm].
  ///
  /// @throws IllegalArgumentException saying what is wrong with them, or with the file
  ExpectedChange of(Finding finding, QueryParams asked) {
    PolicyEntry entry = entry(finding, asked);
    String file = policy.map(path -> path.getFileName().toString()).orElse(NEW_FILE);
    String before = policy.map(ExpectedChanges::text).orElse("");
    if (!before.isEmpty()) {
      read(file, before);
    }
    String after =
        before.isEmpty() ? PolicyAddition.alone(entry) : PolicyAddition.to(before, entry);
    Policy proposed = read(file, after);
    return new ExpectedChange(
        file,
        before,
        after,
        finding.severity(),
        PolicyEffect.on(
            finding,
            proposed.contextFor(
                finding.workload(), finding.firstObserved(), finding.lastObserved())));
  }

  private PolicyEntry entry(Finding finding, QueryParams asked) {
    PolicyEntry.Match match = ExpectedForm.match(finding.workload(), asked.get("match", ""));
    String reason = asked.get("reason", "").strip();
    return switch (asked.get("kind", "")) {
      case "role" -> PolicyEntry.role(match, role(asked.get("role", "")));
      case "daily", "weekly" ->
          PolicyEntry.plateau(
              match,
              Recurrence.valueOf(asked.get("kind", "").toUpperCase(Locale.ROOT)),
              finding.firstObserved(),
              asked.get("duration", "").strip(),
              reason);
      case "suppression" ->
          PolicyEntry.suppression(
              match,
              given(reason, "reason: a suppression needs one"),
              given(asked.get("owner", "").strip(), "owner: say who answers for a suppression"),
              clock.instant().plus(Days.parse(asked.get("days", ""), MOST_DAYS)));
      default ->
          throw new IllegalArgumentException(
              "kind: expected one of role, daily, weekly, suppression");
    };
  }

  private static WorkloadRole role(String label) {
    return WorkloadRole.labelled(label)
        .orElseThrow(() -> new IllegalArgumentException("role: there is none such"));
  }

  private static String given(String text, String advice) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(advice);
    }
    return text;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("the policy file cannot be read", e);
    }
  }

  private static Policy read(String file, String text) {
    try {
      InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      return PolicyReader.read(file, bytes).value();
    } catch (YamlException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
