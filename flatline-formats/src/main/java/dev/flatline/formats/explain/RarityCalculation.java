package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.days;
import static dev.flatline.formats.explain.Words.number;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.numeric.GammaPoisson;
import java.util.ArrayList;
import java.util.List;

/// How often something is to be expected, from the fleet's days and its own, and what that is
/// worth.
final class RarityCalculation {
  private final Evidence evidence;
  private final EvidenceValues values;
  private final boolean known;

  RarityCalculation(Evidence evidence, EvidenceValues values) {
    this.evidence = evidence;
    this.values = values;
    this.known =
        isPositive(ValueNames.FLEET_EVENTS)
            && isPositive(ValueNames.FLEET_DAYS)
            && values.has(ValueNames.LIKE_DAYS, ValueNames.OWN_DAYS, ValueNames.STRONGEST);
  }

  /// What else a prior cannot be made of, whoever wrote the finding.
  private boolean isPositive(String name) {
    return values.has(name) && values.get(name) > 0 && values.get(name) < Double.MAX_VALUE;
  }

  double returnDays() {
    return known ? 1 / fleet().rate(allLikeDays(), allDays()) : Double.NaN;
  }

  double strengthDecibans() {
    double probability = known ? probability() : Double.NaN;
    return Math.min(values.get(ValueNames.STRONGEST), -10 * Math.log10(probability));
  }

  /// From the days counted to the return period.
  List<String> rate() {
    List<String> lines = new ArrayList<>();
    double judged = values.get(ValueNames.RETURN_PERIOD);
    if (known) {
      lines.add(countedLine());
      lines.add(rateLine());
    } else if (values.has(ValueNames.LIKE_DAYS, ValueNames.OWN_DAYS, ValueNames.RETURN_PERIOD)) {
      lines.add(
          "like it before: %s in %s; with the fleet's word once in %s"
              .formatted(number(likeDays()), days(ownDays()), days(judged)));
    }
    asked(lines);
    return lines;
  }

  private String countedLine() {
    return "fleet: %s like it in %s; %shere: %s in %s; shorter ones count in part"
        .formatted(
            number(fleet().shape()),
            days(fleet().exposure()),
            owned()
                ? "its owner's pods before it began: %s in %s; "
                    .formatted(number(ownersLikeDays()), days(ownersDays()))
                : "",
            number(likeDays()),
            days(ownDays()));
  }

  private String rateLine() {
    return "rate = (%s + %s) / (%s + %s) = %s a day: once in %s"
        .formatted(
            number(fleet().shape()),
            likeTerms(),
            number(fleet().exposure()),
            dayTerms(),
            number(1 / returnDays()),
            days(returnDays()));
  }

  private void asked(List<String> lines) {
    if (values.has(ValueNames.RETURN_PERIOD_RARE)) {
      String rare = "asked: rare is once in " + days(values.get(ValueNames.RETURN_PERIOD_RARE));
      lines.add(
          values.has(ValueNames.RETURN_PERIOD_NEW)
              ? "%s or less often; new is once in %s or less often%s"
                  .formatted(rare, days(values.get(ValueNames.RETURN_PERIOD_NEW)), filling())
              : rare + " or less often");
    }
  }

  private String filling() {
    return values.has(ValueNames.WINDOW_FILLED)
        ? ", " + Words.seconds(values.get(ValueNames.WINDOW_FILLED)) + " long or longer"
        : "";
  }

  /// How much of its own past stands behind it.
  List<String> past() {
    if (!values.has(ValueNames.OWN_DAYS, ValueNames.LEARNING_DAYS)) {
      return List.of();
    }
    double learning = values.get(ValueNames.LEARNING_DAYS);
    String owners = owned() ? " and " + days(ownersDays()) + " of its owner's before it" : "";
    return List.of(
        "own past: %s known%s, %s"
            .formatted(
                days(ownDays()),
                owners,
                allDays() >= learning
                    ? "enough (" + days(learning) + ")"
                    : "too little to judge by (" + days(learning) + " are asked)"));
  }

  /// From the rate to the strength.
  List<String> strength() {
    if (!known) {
      return List.of();
    }
    GammaPoisson fleet = fleet();
    String probability = number(probability());
    return List.of(
        "P(one within a day) = 1 - (1 + 1 / (%s + %s))^-(%s + %s) = %s"
            .formatted(
                number(fleet.exposure()),
                dayTerms(),
                number(fleet.shape()),
                likeTerms(),
                probability),
        Calculation.strengthLine(
            evidence,
            strengthDecibans(),
            "strength = -10 log10(%s) = %s, %s"
                .formatted(
                    probability, Words.decibans(-10 * Math.log10(probability())), capped())));
  }

  private String capped() {
    String cap = Words.decibans(values.get(ValueNames.STRONGEST));
    return strengthDecibans() < values.get(ValueNames.STRONGEST)
        ? "at most " + cap
        : "of which " + cap + " count at most";
  }

  private GammaPoisson fleet() {
    return new GammaPoisson(values.get(ValueNames.FLEET_EVENTS), values.get(ValueNames.FLEET_DAYS));
  }

  private double probability() {
    return fleet().probabilityWithinUnit(allLikeDays(), allDays());
  }

  private double likeDays() {
    return values.get(ValueNames.LIKE_DAYS);
  }

  private double ownDays() {
    return values.get(ValueNames.OWN_DAYS);
  }

  private boolean owned() {
    return values.has(ValueNames.OWNER_LIKE_DAYS, ValueNames.OWNER_DAYS);
  }

  private double ownersLikeDays() {
    return owned() ? values.get(ValueNames.OWNER_LIKE_DAYS) : 0;
  }

  private double ownersDays() {
    return owned() ? values.get(ValueNames.OWNER_DAYS) : 0;
  }

  private double allLikeDays() {
    return likeDays() + ownersLikeDays();
  }

  private double allDays() {
    return ownDays() + ownersDays();
  }

  private String likeTerms() {
    return (owned() ? number(ownersLikeDays()) + " + " : "") + number(likeDays());
  }

  private String dayTerms() {
    return (owned() ? number(ownersDays()) + " + " : "") + number(ownDays());
  }
}
