package dev.flatline.formats.policy;

import dev.flatline.core.policy.WorkloadRole;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One item of a policy file, as it is written there.
///
/// @param section the key of the list that it belongs into
/// @param fields its keys with their values, in their order, the values as YAML in one line
public record PolicyEntry(String section, List<Field> fields) {
  static final String ROLES = "roles";
  private static final String PLATEAUS = "expected_plateaus";
  private static final String SUPPRESSIONS = "suppressions";

  /// A key with its value.
  record Field(String key, String yaml) {}

  /// How often a plateau is expected.
  public enum Recurrence {
    /// Every day at this time.
    DAILY,
    /// On this day of every week at this time.
    WEEKLY
  }

  /// Copies the fields.
  public PolicyEntry {
    fields = List.copyOf(fields);
  }

  /// A role.
  public static PolicyEntry role(Match match, WorkloadRole role) {
    return new PolicyEntry(
        ROLES, List.of(new Field("match", match.yaml()), new Field("role", role.label())));
  }

  /// A plateau that comes again as it did.
  ///
  /// @param began when it began; it is expected from that minute on, in UTC
  /// @param duration for how long, in a notation of policy files
  /// @param reason what runs then; may be empty
  public static PolicyEntry plateau(
      Match match, Recurrence recurrence, Instant began, String duration, String reason) {
    ZonedDateTime at = began.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC);
    int day = at.getDayOfWeek().getValue() % 7;
    String days = recurrence == Recurrence.DAILY ? "*" : Integer.toString(day);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("match", match.yaml()));
    fields.add(new Field("cron", quoted(at.getMinute() + " " + at.getHour() + " * * " + days)));
    fields.add(new Field("zone", "UTC"));
    fields.add(new Field("duration", quoted(duration)));
    if (!reason.isBlank()) {
      fields.add(new Field("reason", quoted(reason)));
    }
    return new PolicyEntry(PLATEAUS, fields);
  }

  /// A suppression.
  public static PolicyEntry suppression(Match match, String reason, String owner, Instant expires) {
    return new PolicyEntry(
        SUPPRESSIONS,
        List.of(
            new Field("match", match.yaml()),
            new Field("reason", quoted(reason)),
            new Field("owner", quoted(owner)),
            new Field("expires", expires.truncatedTo(ChronoUnit.SECONDS).toString())));
  }

  /// A length of time in the notation of policy files, to the next quarter of an hour.
  public static String quarters(Duration duration) {
    long minutes = 15 * Math.max(1, Math.ceilDiv(duration.toSeconds(), 15 * 60L));
    StringBuilder text = new StringBuilder();
    text.append(minutes >= 1_440 ? minutes / 1_440 + "d" : "");
    text.append(minutes % 1_440 >= 60 ? minutes % 1_440 / 60 + "h" : "");
    text.append(minutes % 60 > 0 ? minutes % 60 + "m" : "");
    return text.toString();
  }

  /// The item of a list in lines of its own.
  List<String> block() {
    List<String> lines = new ArrayList<>();
    for (Field field : fields) {
      lines.add((lines.isEmpty() ? "- " : "  ") + field.key() + ": " + field.yaml());
    }
    return lines;
  }

  /// The same in one line, for a list in brackets.
  String flow() {
    return fields.stream()
        .map(field -> field.key() + ": " + field.yaml())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// Which workloads it speaks of, taken literally.
  ///
  /// @param yaml as it is written
  public record Match(String yaml) {

    /// The workload of this name.
    public static Match named(String name) {
      return new Match("{name: " + quoted(literally(name)) + "}");
    }

    /// All workloads whose names begin like this.
    public static Match beginningWith(String name) {
      return new Match("{name: " + quoted(literally(name) + "*") + "}");
    }

    /// All workloads with these labels.
    public static Match labelled(Map<String, String> labels) {
      return new Match(
          new TreeMap<>(labels)
              .entrySet().stream()
                  .map(label -> quoted(label.getKey()) + ": " + quoted(literally(label.getValue())))
                  .collect(Collectors.joining(", ", "{labels: {", "}}")));
    }

    private static String literally(String text) {
      return text.replaceAll("([*?\\\\])", "\\\\$1");
    }
  }

  /// In double quotes, on one line, whatever is in it.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == '"' || one == '\\') {
        quoted.append('\\').append(one);
      } else if (one >= ' ' && one <= '~') {
        quoted.append(one);
      } else if (Character.isLetterOrDigit(one)) {
        quoted.append(one);
      } else {
        quoted.append(String.format("\\u%04X", (int) one));
      }
    }
    return quoted.append('"').toString();
  }
}
