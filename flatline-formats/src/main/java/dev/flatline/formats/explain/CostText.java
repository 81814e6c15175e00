package dev.flatline.formats.explain;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.util.Locale;

/// What the behaviour of a finding cost so far, in words. What is not known is said to be so, and
/// is never 0.
public final class CostText {
  private static final double LEAST_MONEY = 0.005;

  private CostText() {}

  /// In a sentence without a full stop: `12.4 core-hours, 0.50 EUR: 52 % of 8 cores for 3 h, on top
  /// of its own 11 %`.
  public static String of(Finding finding) {
    Cost cost = finding.cost();
    String lasted = TimeText.duration(finding.lasted());
    if (Double.isNaN(cost.share())) {
      return "computing for " + lasted + "; how much is not known";
    }
    String rate =
        Words.percent(cost.share()) + " of " + capacity(cost) + " for " + lasted + before(cost);
    return Double.isNaN(cost.capacity())
        ? rate
        : hours(cost, finding.lasted()) + money(cost, finding.lasted()) + ": " + rate;
  }

  /// In a few characters, the most telling that is known: `0.50 EUR`, `12.4 core-h`, `52 % for 3
  /// h`,
  /// or `not known`.
  public static String brief(Finding finding) {
    Cost cost = finding.cost();
    if (Double.isNaN(cost.share())) {
      return "not known";
    }
    if (Double.isNaN(cost.capacity())) {
      return Words.percent(cost.share()) + " for " + TimeText.duration(finding.lasted());
    }
    return hasPrice(cost)
        ? amount(cost, finding.lasted())
        : QuantityText.significant(cost.unitHours(finding.lasted()))
            + " "
            + cost.resource().unit()
            + "-h";
  }

  private static String hours(Cost cost, Duration lasted) {
    return QuantityText.significant(cost.unitHours(lasted))
        + " "
        + cost.resource().unit()
        + "-hours";
  }

  private static String money(Cost cost, Duration lasted) {
    return hasPrice(cost) ? ", " + amount(cost, lasted) : "";
  }

  private static boolean hasPrice(Cost cost) {
    return !Double.isNaN(cost.pricePerHour());
  }

  private static String amount(Cost cost, Duration lasted) {
    double money = cost.money(lasted);
    String number =
        money > 0 && money < LEAST_MONEY ? "< 0.01" : String.format(Locale.ROOT, "%,.2f", money);
    return number + " " + cost.currency();
  }

  private static String capacity(Cost cost) {
    if (Double.isNaN(cost.capacity())) {
      return "its capacity";
    }
    String units = cost.resource().unit() + (cost.capacity() == 1 ? "" : "s");
    return QuantityText.significant(cost.capacity()) + " " + units;
  }

  private static String before(Cost cost) {
    return Double.isNaN(cost.usual()) || cost.usual() == 0
        ? ""
        : ", on top of its own " + Words.percent(cost.usual());
  }
}
