package dev.flatline.formats.policy;

import dev.flatline.core.policy.CronExpression;
import dev.flatline.core.policy.CronSchedule;
import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.IntervalSchedule;
import dev.flatline.core.policy.Schedule;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlTexts;
import dev.flatline.formats.yaml.YamlValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `expected_plateaus`: when which workloads are busy, and for how long.
final class PlateauSection {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private PlateauSection() {}

  static List<ExpectedPlateau> read(YamlValue section) {
    return section.items().stream().flatMap(item -> plateau(item).stream()).toList();
  }

  private static Optional<ExpectedPlateau> plateau(YamlValue item) {
    return item.mapping(
            "match", "cron", "zone", "every", "anchor", "duration", "tolerance", "reason")
        .flatMap(mapping -> new PlateauSection.Reading(item, mapping).plateau());
  }

  private record Reading(YamlValue item, YamlMapping mapping) {

    Optional<ExpectedPlateau> plateau() {
      Optional<WorkloadPattern> match = mapping.required("match").flatMap(PatternReader::read);
      Optional<Duration> duration = mapping.required("duration").flatMap(Reading::duration);
      Optional<Duration> tolerance = tolerance(duration.orElse(ExpectedPlateau.LONGEST));
      Optional<Schedule> schedule = schedule(duration.orElse(SHORTEST));
      Optional<String> reason =
          mapping.has("reason")
              ? mapping
                  .optional("reason")
                  .flatMap(value -> value.text(YamlTexts.PROSE_ADVICE, YamlTexts::prose))
              : Optional.of("");
      return match.isEmpty()
              || duration.isEmpty()
              || tolerance.isEmpty()
              || schedule.isEmpty()
              || reason.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ExpectedPlateau(
                  match.get(), schedule.get(), duration.get(), tolerance.get(), reason.get()));
    }

    private static Optional<Duration> duration(YamlValue value) {
      return value.text(
          YamlTexts.DURATION_ADVICE,
          text -> {
            Duration duration = YamlTexts.duration(text);
            if (duration.compareTo(SHORTEST) < 0
                || duration.compareTo(ExpectedPlateau.LONGEST) > 0) {
              throw new IllegalArgumentException(
                  "expected 1m to 31d; what runs longer is better described by a role");
            }
            return duration;
          });
    }

    private Optional<Duration> tolerance(Duration duration) {
      if (!mapping.has("tolerance")) {
        return Optional.of(ExpectedPlateau.defaultTolerance(duration));
      }
      return mapping
          .optional("tolerance")
          .flatMap(
              value ->
                  value.text(
                      YamlTexts.DURATION_ADVICE,
                      text -> {
                        Duration tolerance = YamlTexts.duration(text);
                        if (tolerance.compareTo(duration) > 0) {
                          throw new IllegalArgumentException("expected no more than the duration");
                        }
                        return tolerance;
                      }));
    }

    private Optional<Schedule> schedule(Duration duration) {
      boolean byCron = mapping.has("cron");
      boolean byInterval = mapping.has("every");
      if (byCron && byInterval) {
        mapping.forbid("every", "cron and every exclude each other");
        return Optional.empty();
      }
      if (byCron) {
        mapping.forbid("anchor", "it goes with every, not with cron");
        return cron();
      }
      if (byInterval) {
        mapping.forbid("zone", "it goes with cron: an interval is the same everywhere");
        return interval(duration);
      }
      String advice = "expected cron with zone, or every with anchor";
      item.refuse(YamlProblem.Kind.MISSING_KEY, "no schedule", advice);
      return Optional.empty();
    }

    private Optional<Schedule> cron() {
      Optional<CronExpression> expression =
          mapping
              .optional("cron")
              .flatMap(
                  value ->
                      value.text(
                          "expected five fields in quotes, such as \"0 2 * * *\"",
                          CronExpression::parse));
      Optional<ZoneId> zone =
          mapping
              .required("zone")
              .flatMap(value -> value.text(YamlTexts.ZONE_ADVICE, YamlTexts::zone));
      return expression.flatMap(cron -> zone.map(id -> new CronSchedule(cron, id)));
    }

    private Optional<Schedule> interval(Duration duration) {
      Optional<Duration> every =
          mapping
              .optional("every")
              .flatMap(
                  value ->
                      value.text(YamlTexts.DURATION_ADVICE, text -> longerThan(duration, text)));
      Optional<Instant> anchor =
          mapping
              .required("anchor")
              .flatMap(value -> value.text(YamlTexts.INSTANT_ADVICE, YamlTexts::instant));
      return every.flatMap(length -> anchor.map(start -> new IntervalSchedule(length, start)));
    }

    private static Duration longerThan(Duration duration, String text) {
      Duration every = YamlTexts.duration(text);
      if (every.compareTo(duration) <= 0) {
        throw new IllegalArgumentException(
            "expected an interval longer than the duration; what always runs is better described by a role");
      }
      return every;
    }
  }
}
