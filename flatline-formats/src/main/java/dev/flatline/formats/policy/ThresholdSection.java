package dev.flatline.formats.policy;

import dev.flatline.core.policy.TenantThresholds;
import dev.flatline.core.policy.Threshold;
import dev.flatline.core.policy.ThresholdOverrides;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `thresholds`: which numbers differ for whom.
final class ThresholdSection {
  private static final String[] LABELS =
      Arrays.stream(Threshold.values()).map(Threshold::label).toArray(String[]::new);
  private static final String[] TENANT_KEYS =
      Stream.concat(Stream.of("match"), Arrays.stream(LABELS)).toArray(String[]::new);
  private static final String[] ROLES =
      Arrays.stream(WorkloadRole.values()).map(WorkloadRole::label).toArray(String[]::new);
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private ThresholdSection() {}

  static ThresholdPolicy read(YamlValue section) {
    return section
        .mapping("everyone", "by_role", "by_tenant")
        .map(
            mapping ->
                new ThresholdPolicy(
                    mapping
                        .optional("everyone")
                        .flatMap(value -> value.mapping(LABELS))
                        .map(ThresholdSection::overrides)
                        .orElse(ThresholdOverrides.NONE),
                    mapping.optional("by_role").map(ThresholdSection::byRole).orElse(Map.of()),
                    mapping
                        .optional("by_tenant")
                        .map(ThresholdSection::byTenant)
                        .orElse(List.of())))
        .orElse(ThresholdPolicy.DEFAULTS);
  }

  private static Map<WorkloadRole, ThresholdOverrides> byRole(YamlValue value) {
    Map<WorkloadRole, ThresholdOverrides> byRole = new EnumMap<>(WorkloadRole.class);
    Optional<YamlMapping> mapping = value.mapping(ROLES);
    for (WorkloadRole role : WorkloadRole.values()) {
      mapping
          .flatMap(roles -> roles.optional(role.label()))
          .flatMap(one -> one.mapping(LABELS))
          .ifPresent(one -> byRole.put(role, overrides(one)));
    }
    return byRole;
  }

  private static List<TenantThresholds> byTenant(YamlValue value) {
    FirstMatch reached = new FirstMatch();
    return value.items().stream().flatMap(item -> tenant(item, reached).stream()).toList();
  }

  private static Optional<TenantThresholds> tenant(YamlValue item, FirstMatch reached) {
    return item.mapping(TENANT_KEYS)
        .flatMap(
            mapping -> {
              Optional<WorkloadPattern> match =
                  mapping.required("match").flatMap(PatternReader::read);
              ThresholdOverrides overrides = overrides(mapping);
              match.ifPresent(pattern -> reached.check(item, pattern, "its thresholds"));
              return match.map(pattern -> new TenantThresholds(pattern, overrides));
            });
  }

  private static ThresholdOverrides overrides(YamlMapping mapping) {
    Map<Threshold, Double> values = new EnumMap<>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      mapping
          .optional(threshold.label())
          .flatMap(value -> number(threshold, value))
          .ifPresent(number -> values.put(threshold, number));
    }
    return new ThresholdOverrides(values);
  }

  private static Optional<Double> number(Threshold threshold, YamlValue value) {
    String advice =
        (threshold.inDays() ? YamlTexts.DURATION_ADVICE + ", " : "expected a number ")
            + threshold.range();
    return (threshold.inDays() ? value.text(advice, ThresholdSection::days) : value.number(advice))
        .filter(number -> isInRange(threshold, number) || refused(value, advice));
  }

  private static double days(String text) {
    return YamlTexts.duration(text).toMillis() / MILLIS_PER_DAY;
  }

  private static boolean isInRange(Threshold threshold, double number) {
    try {
      ThresholdOverrides.of(threshold, number);
      return true;
    } catch (IllegalArgumentException outOfRange) {
      return false;
    }
  }

  private static boolean refused(YamlValue value, String advice) {
    value.refuse(YamlProblem.Kind.BAD_VALUE, advice);
    return false;
  }
}
