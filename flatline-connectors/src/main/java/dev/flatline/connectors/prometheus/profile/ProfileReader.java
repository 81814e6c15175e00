package dev.flatline.connectors.prometheus.profile;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Profile.Quantity;
import dev.flatline.core.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a profile and notes everything that is wrong with it.
final class ProfileReader {
  private static final LoadSettings YAML =
      LoadSettings.builder().setMaxAliasesForCollections(20).setCodePointLimit(1 << 20).build();

  private final String fileName;
  private final List<String> problems = new ArrayList<>();
  private Set<String> words = Set.of();

  private ProfileReader(String fileName) {
    this.fileName = fileName;
  }

  /// @throws SourceException with one line for each problem: file, line, what is wrong, what is
  ///     allowed
  static Profile read(String fileName, String yaml) {
    ProfileReader reader = new ProfileReader(fileName);
    Optional<Profile> profile = reader.root(yaml).flatMap(reader::profile);
    if (profile.isEmpty() || !reader.problems.isEmpty()) {
      throw reader.failure();
    }
    return profile.get();
  }

  private SourceException failure() {
    String report =
        problems.stream()
            .sorted(Comparator.comparingInt(ProfileReader::line))
            .map(problem -> fileName + ":" + problem)
            .collect(Collectors.joining("\n"));
    return new SourceException(
        SourceException.Reason.SETTINGS, "the profile cannot be used:\n" + report);
  }

  private static int line(String problem) {
    return Integer.parseInt(problem.substring(0, problem.indexOf(':')));
  }

  private Optional<Place> root(String yaml) {
    try {
      Optional<Place> root =
          new Compose(YAML).composeString(yaml).map(node -> new Place(node, problems));
      if (root.isEmpty()) {
        problems.add("1: the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line + ": not YAML: " + e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add("1: not YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Profile> profile(Place root) {
    Map<String, Place> fields =
        root.fields(
            "name",
            "about",
            "detect",
            "interval",
            "names",
            "workload",
            "partition",
            "cpu",
            "metrics");
    Map<String, List<String>> names = names(fields);
    words = names.keySet();
    Optional<String> name = required(root, fields, "name").flatMap(Place::text);
    Optional<String> about = optional(fields, "about").flatMap(Place::text);
    Optional<Duration> interval =
        optional(fields, "interval").flatMap(place -> place.parsed(ProfileReader::duration));
    List<Selector> detect =
        required(root, fields, "detect")
            .map(place -> place.allParsed(Selector::parse))
            .orElse(List.of());
    List<Quantity> quantities = quantities(root, fields);
    Optional<WorkloadNaming> workload = required(root, fields, "workload").flatMap(this::workload);
    workload.ifPresent(naming -> checkPartition(fields, naming.by()));
    return name.flatMap(
        called ->
            workload.map(
                naming ->
                    new Profile(
                        called,
                        about.orElse(""),
                        detect,
                        interval.orElse(Duration.ZERO),
                        names,
                        naming,
                        texts(fields, "partition"),
                        quantities)));
  }

  private List<Quantity> quantities(Place root, Map<String, Place> fields) {
    List<Quantity> quantities = new ArrayList<>();
    optional(fields, "cpu").ifPresent(place -> quantities.addAll(cpu(place)));
    optional(fields, "metrics").ifPresent(place -> quantities.addAll(metrics(place)));
    if (!fields.containsKey("cpu") && !fields.containsKey("metrics")) {
      root.refuse("no \"cpu\" and no \"metrics\", so there is nothing to ask for");
    }
    return quantities;
  }

  /// A query that is split by a label must not split a workload.
  private static void checkPartition(Map<String, Place> fields, List<String> by) {
    optional(fields, "partition").map(Place::items).orElse(List.of()).stream()
        .filter(item -> item.text().filter(label -> !by.contains(label)).isPresent())
        .forEach(item -> item.refuse("not one of the labels in workload: by: " + by));
  }

  private static Map<String, List<String>> names(Map<String, Place> fields) {
    Map<String, List<String>> names = new HashMap<>();
    optional(fields, "names")
        .ifPresent(place -> place.fields().forEach((word, list) -> putWord(names, word, list)));
    return names;
  }

  private static void putWord(Map<String, List<String>> names, String word, Place list) {
    if (QueryTemplate.WORDS.contains(word) || !word.matches("[a-z][a-z0-9_]*")) {
      list.refuse(
          "\"" + word + "\" cannot be a word: lower case, and none of by, rate, window, matchers");
    }
    names.put(word, list.allParsed(Function.identity()));
  }

  private Optional<WorkloadNaming> workload(Place place) {
    Map<String, Place> fields = place.fields("by", "name", "lookups");
    List<String> by = required(place, fields, "by").map(ProfileReader::texts).orElse(List.of());
    Optional<NameTemplate> name =
        required(place, fields, "name").flatMap(text -> text.parsed(NameTemplate::parse));
    List<Lookup> lookups = new ArrayList<>();
    optional(fields, "lookups")
        .ifPresent(list -> list.items().forEach(item -> lookup(item).ifPresent(lookups::add)));
    return name.map(template -> new WorkloadNaming(by, template, lookups));
  }

  private static Optional<Lookup> lookup(Place place) {
    Map<String, Place> fields = place.fields("series", "on", "when", "take");
    Optional<Selector> series =
        required(place, fields, "series").flatMap(text -> text.parsed(Selector::parse));
    Map<String, String> on = required(place, fields, "on").map(Place::texts).orElse(Map.of());
    Map<String, List<String>> take = new HashMap<>();
    required(place, fields, "take")
        .ifPresent(
            map ->
                map.texts()
                    .forEach((ours, theirs) -> take.put(ours, List.of(theirs.split("\\|")))));
    Map<String, String> when = optional(fields, "when").map(Place::texts).orElse(Map.of());
    return series.map(selector -> new Lookup(selector, on, when, take));
  }

  private List<Quantity> cpu(Place place) {
    Map<String, Place> fields = place.fields("usage", "capacity");
    List<Quantity> quantities = new ArrayList<>();
    required(place, fields, "usage")
        .ifPresent(usage -> quantities.add(quantity(new Target.CpuUsage(), usage)));
    required(place, fields, "capacity")
        .ifPresent(list -> list.items().forEach(item -> capacity(item).ifPresent(quantities::add)));
    return quantities;
  }

  private Optional<Quantity> capacity(Place place) {
    Map<String, Place> fields = place.fields("from", "query");
    Optional<String> origin = required(place, fields, "from").flatMap(Place::text);
    Optional<Place> query = required(place, fields, "query");
    return origin.flatMap(
        text -> query.map(template -> quantity(new Target.CpuCapacity(text), template)));
  }

  private List<Quantity> metrics(Place place) {
    List<Quantity> quantities = new ArrayList<>();
    place
        .fields()
        .forEach(
            (key, query) ->
                metric(key, query)
                    .ifPresent(
                        metric -> quantities.add(quantity(new Target.Measured(metric), query))));
    return quantities;
  }

  private static Optional<Metric> metric(String key, Place place) {
    Optional<Metric> metric = Metric.named(key);
    if (metric.isEmpty()) {
      place.refuse(
          "unknown metric \""
              + key
              + "\"; allowed are "
              + Arrays.stream(Metric.values())
                  .map(Metric::metricName)
                  .collect(Collectors.joining(", ")));
    }
    return metric;
  }

  private Quantity quantity(Target target, Place queries) {
    return new Quantity(target, queries.allParsed(text -> QueryTemplate.parse(text, words)));
  }

  private static Duration duration(String text) {
    if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a duration such as 30s, 5m or 1h");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  private static List<String> texts(Map<String, Place> fields, String key) {
    return optional(fields, key).map(ProfileReader::texts).orElse(List.of());
  }

  private static List<String> texts(Place place) {
    return place.allParsed(Function.identity());
  }

  private static Optional<Place> optional(Map<String, Place> fields, String key) {
    return Optional.ofNullable(fields.get(key));
  }

  private static Optional<Place> required(Place owner, Map<String, Place> fields, String key) {
    if (!fields.containsKey(key)) {
      owner.refuse("key \"" + key + "\" is missing");
    }
    return optional(fields, key);
  }
}
