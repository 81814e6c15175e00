package dev.flatline.server.config;

import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.policy.PatternReader;
import dev.flatline.formats.text.Suggestion;
import dev.flatline.formats.yaml.YamlEntry;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// `sinks`: who is told of findings.
final class SinkSection {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
  private static final String NAME_ADVICE =
      "expected a name of at most 31 small letters, digits and -";
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final String[] KEYS = {
    "name",
    "type",
    "url",
    "file",
    "severity",
    "workloads",
    "warnings",
    "console",
    "secret",
    "authorization",
    "labels",
    "ca",
    "cert",
    "key"
  };

  private SinkSection() {}

  static List<SinkConfig> read(YamlValue section, ConfigFolder folder) {
    Set<String> names = new HashSet<>();
    return section.items().stream().flatMap(item -> sink(item, folder, names).stream()).toList();
  }

  private static Optional<SinkConfig> sink(YamlValue item, ConfigFolder folder, Set<String> names) {
    return item.mapping(KEYS).flatMap(mapping -> sink(mapping, folder, names));
  }

  private static Optional<SinkConfig> sink(
      YamlMapping sink, ConfigFolder folder, Set<String> names) {
    Optional<String> name = sink.required("name").flatMap(value -> name(value, names));
    Optional<SinkType> type = sink.required("type").flatMap(SinkSection::type);
    Severity atLeast =
        sink.optional("severity").flatMap(SinkSection::severity).orElse(Severity.MEDIUM);
    WorkloadPattern workloads =
        sink.optional("workloads")
            .flatMap(PatternReader::read)
            .orElseGet(() -> WorkloadPattern.named("*"));
    Optional<URI> console = sink.optional("console").flatMap(OpenUrl::read);
    Map<String, String> labels = sink.optional("labels").map(SinkSection::labels).orElse(Map.of());
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (type.get() != SinkType.ALERTMANAGER) {
      sink.forbid("labels", "only an alertmanager's alerts have labels of their own");
    }
    boolean warnings = warnings(sink, type.get());
    Optional<SinkConfig.Place> place = new SinkPlace(sink, type.get(), folder).read();
    return name.flatMap(
        itsName ->
            place.map(
                itsPlace ->
                    new SinkConfig(
                        itsName,
                        type.get(),
                        itsPlace,
                        atLeast,
                        workloads,
                        warnings,
                        labels,
                        console)));
  }

  /// Warnings are of the whole server: whoever is told of some workloads alone gets them only where
  /// the file says so.
  private static boolean warnings(YamlMapping sink, SinkType type) {
    if (!type.takesWarnings()) {
      sink.forbid("warnings", type.label() + " is told of findings alone");
      return false;
    }
    return sink.optional("warnings")
        .flatMap(YamlValue::truth)
        .orElseGet(() -> !sink.has("workloads"));
  }

  private static Optional<String> name(YamlValue value, Set<String> names) {
    return value.text(
        NAME_ADVICE,
        text -> {
          if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(NAME_ADVICE);
          }
          if (!names.add(text)) {
            throw new IllegalArgumentException("another sink has this name");
          }
          return text;
        });
  }

  private static Optional<SinkType> type(YamlValue value) {
    return value.text(
        "expected one of " + String.join(", ", SinkType.labels()),
        text ->
            Arrays.stream(SinkType.values())
                .filter(type -> type.label().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(text, SinkType.labels())));
  }

  private static Optional<Severity> severity(YamlValue value) {
    List<String> labels = Arrays.stream(Severity.values()).map(Severity::label).toList();
    return value.text(
        "expected one of " + String.join(", ", labels),
        text ->
            Arrays.stream(Severity.values())
                .filter(severity -> severity.label().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(text, labels)));
  }

  private static IllegalArgumentException unknown(String text, List<String> allowed) {
    return new IllegalArgumentException(Suggestion.oneOf(text, allowed));
  }

  private static Map<String, String> labels(YamlValue value) {
    Map<String, String> labels = new TreeMap<>();
    for (YamlEntry entry : value.entries("expected label: value").orElse(List.of())) {
      if (!LABEL.matcher(entry.key()).matches()) {
        entry
            .keyPlace()
            .refuse(YamlProblem.Kind.BAD_VALUE, "expected a label of letters, digits and _");
      }
      if (Set.of("alertname", "finding", "workload", "warning").contains(entry.key())) {
        entry
            .keyPlace()
            .refuse(YamlProblem.Kind.CONTRADICTION, "this label tells what the alert is of");
      }
      entry
          .value()
          .text("expected a text, in quotes", text -> text)
          .ifPresent(text -> labels.put(entry.key(), text));
    }
    return labels;
  }
}
