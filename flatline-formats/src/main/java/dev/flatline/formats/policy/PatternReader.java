package dev.flatline.formats.policy;

import dev.flatline.core.policy.Glob;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlEntry;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `match`: which workloads are meant.
public final class PatternReader {
  private static final int MAX_GLOB_LENGTH = 500;
  private static final int MAX_LABELS = 20;
  private static final String GLOB = "expected a pattern such as \"shop/*\", in quotes";
  private static final Glob ANY = Glob.of("*");

  private PatternReader() {}

  /// The pattern; empty where it is none, which is noted.
  public static Optional<WorkloadPattern> read(YamlValue value) {
    return value
        .mapping("name", "labels")
        .flatMap(
            mapping -> {
              if (!mapping.has("name") && !mapping.has("labels")) {
                String advice = "expected at least one of them (name: \"*\" for every workload)";
                value.refuse(YamlProblem.Kind.MISSING_KEY, "neither name nor labels", advice);
                return Optional.empty();
              }
              Optional<Glob> name =
                  mapping.has("name")
                      ? mapping.optional("name").flatMap(PatternReader::glob)
                      : Optional.of(ANY);
              Optional<Map<String, Glob>> labels =
                  mapping.has("labels")
                      ? mapping.optional("labels").flatMap(PatternReader::labels)
                      : Optional.of(Map.of());
              return name.flatMap(n -> labels.map(l -> new WorkloadPattern(n, l)));
            });
  }

  private static Optional<Map<String, Glob>> labels(YamlValue value) {
    return value
        .entries("expected a mapping from label to pattern")
        .map(entries -> withinLimits(value, entries))
        .map(PatternReader::globs);
  }

  private static List<YamlEntry> withinLimits(YamlValue value, List<YamlEntry> entries) {
    if (entries.isEmpty()) {
      value.refuse(YamlProblem.Kind.MISSING_KEY, "no label", "expected at least one");
    }
    if (entries.size() > MAX_LABELS) {
      String found = entries.size() + " labels";
      value.refuse(YamlProblem.Kind.TOO_LARGE, found, "expected at most " + MAX_LABELS);
    }
    return entries;
  }

  private static Map<String, Glob> globs(List<YamlEntry> entries) {
    Map<String, Glob> globs = new HashMap<>();
    for (YamlEntry entry : entries) {
      if (entry.key().isEmpty()) {
        entry.keyPlace().refuse(YamlProblem.Kind.BAD_VALUE, "expected the name of a label");
      }
      glob(entry.value()).ifPresent(glob -> globs.put(entry.key(), glob));
    }
    return globs;
  }

  private static Optional<Glob> glob(YamlValue value) {
    return value.text(GLOB, text -> Glob.of(YamlTexts.withinLength(text, MAX_GLOB_LENGTH)));
  }
}
