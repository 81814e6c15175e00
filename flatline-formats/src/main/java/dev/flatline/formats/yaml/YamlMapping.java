package dev.flatline.formats.yaml;

import dev.flatline.formats.text.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A mapping whose keys are known beforehand.
public final class YamlMapping {
  private final YamlValue owner;
  private final Set<String> allowed;
  private final Map<String, YamlEntry> byKey = new LinkedHashMap<>();

  /// Notes every key that is not among the allowed ones.
  YamlMapping(YamlValue owner, List<YamlEntry> entries, Set<String> allowed) {
    this.owner = owner;
    this.allowed = allowed;
    for (YamlEntry entry : entries) {
      if (allowed.contains(entry.key())) {
        byKey.put(entry.key(), entry);
      } else {
        entry
            .keyPlace()
            .refuse(
                YamlProblem.Kind.UNKNOWN_KEY,
                "the key " + YamlValue.quoted(entry.key()),
                Suggestion.oneOf(entry.key(), allowed));
      }
    }
  }

  /// Whether it is there.
  public boolean has(String key) {
    return byKey.containsKey(key);
  }

  /// Its value; empty where it is not there.
  public Optional<YamlValue> optional(String key) {
    return Optional.ofNullable(byKey.get(key)).map(YamlEntry::value);
  }

  /// Its value; notes where it is missing.
  public Optional<YamlValue> required(String key) {
    if (!has(key)) {
      owner.refuse(
          YamlProblem.Kind.MISSING_KEY,
          "no key " + YamlValue.quoted(key),
          "it is required; known here are " + String.join(", ", allowed));
    }
    return optional(key);
  }

  /// Notes a key that may not stand here beside what else does.
  public void forbid(String key, String advice) {
    Optional.ofNullable(byKey.get(key))
        .ifPresent(
            entry ->
                entry
                    .keyPlace()
                    .refuse(
                        YamlProblem.Kind.CONTRADICTION,
                        "the key " + YamlValue.quoted(key),
                        advice));
  }
}
