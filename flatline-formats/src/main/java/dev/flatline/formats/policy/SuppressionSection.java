package dev.flatline.formats.policy;

import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// `suppressions`: whose findings are no news, says who, until when.
final class SuppressionSection {
  private SuppressionSection() {}

  static List<Suppression> read(YamlValue section) {
    return section.items().stream().flatMap(item -> suppression(item).stream()).toList();
  }

  private static Optional<Suppression> suppression(YamlValue item) {
    return item.mapping("match", "reason", "owner", "expires", "zone")
        .flatMap(
            mapping -> {
              Optional<WorkloadPattern> match =
                  mapping.required("match").flatMap(PatternReader::read);
              match
                  .filter(WorkloadPattern::matchesAll)
                  .ifPresent(
                      all ->
                          item.warn(
                              YamlProblem.Kind.SUPPRESSES_ALL,
                              "a suppression of every workload",
                              "expected a pattern that names those that are meant"));
              Optional<String> reason = prose(mapping, "reason");
              Optional<String> owner = prose(mapping, "owner");
              Optional<Instant> expires = expires(mapping);
              return match.isEmpty() || reason.isEmpty() || owner.isEmpty() || expires.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new Suppression(match.get(), reason.get(), owner.get(), expires.get()));
            });
  }

  private static Optional<String> prose(YamlMapping mapping, String key) {
    return mapping
        .required(key)
        .flatMap(value -> value.text(YamlTexts.PROSE_ADVICE, YamlTexts::prose));
  }

  private static Optional<Instant> expires(YamlMapping mapping) {
    Optional<ZoneId> zone =
        mapping
            .optional("zone")
            .flatMap(value -> value.text(YamlTexts.ZONE_ADVICE, YamlTexts::zone));
    Optional<YamlValue> expires = mapping.required("expires");
    if (expires.filter(SuppressionSection::hasOffset).isPresent()) {
      mapping.forbid("zone", "it goes with a date: this moment has its own offset");
    }
    return expires.flatMap(
        value ->
            value.text(
                YamlTexts.EXPIRY_ADVICE,
                text -> YamlTexts.expiry(text, zone.orElse(ZoneOffset.UTC))));
  }

  private static boolean hasOffset(YamlValue value) {
    return value.isText(YamlTexts.INSTANT);
  }
}
