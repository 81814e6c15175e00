package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.Workload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One [Workload] per name. Most rows name the workload of the row before.
final class WorkloadNames {
  /// What stands for bytes that are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, Workload> byName = new HashMap<>();
  private char[] latestText = new char[0];
  private @Nullable Workload latest;
  private boolean replaced;

  /// The workload of this name, null where it is blank.
  @Nullable Workload named(char[] text, int from, int to) {
    if (!Arrays.equals(text, from, to, latestText, 0, latestText.length)) {
      latestText = Arrays.copyOfRange(text, from, to);
      latest = named(new String(latestText));
    }
    return latest;
  }

  /// Whether a name had bytes that are not UTF-8.
  boolean replaced() {
    return replaced;
  }

  private @Nullable Workload named(String text) {
    String name = text.strip();
    return name.isEmpty() ? null : byName.computeIfAbsent(name, this::met);
  }

  private Workload met(String name) {
    replaced |= name.indexOf(REPLACEMENT) >= 0;
    return Workload.named(name);
  }
}
