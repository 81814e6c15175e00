package dev.flatline.formats.policy;

import dev.flatline.core.policy.Prices;
import dev.flatline.core.policy.Prices.HourPrices;
import dev.flatline.core.policy.Prices.TenantPrices;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlMapping;
import dev.flatline.formats.yaml.YamlProblem;
import dev.flatline.formats.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `prices`: what an hour of a core or a GPU costs.
final class PriceSection {
  /// A code of ISO 4217 or whatever a company counts in.
  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{1,12}");

  private static final String CURRENCY_ADVICE = "expected 1 to 12 letters such as EUR";
  private static final String PRICE_ADVICE = "expected a number, 0 or above";

  private PriceSection() {}

  static Prices read(YamlValue section) {
    return section
        .mapping("currency", "core_hour", "gpu_hour", "by_tenant")
        .flatMap(PriceSection::read)
        .orElse(Prices.NONE);
  }

  private static Optional<Prices> read(YamlMapping mapping) {
    HourPrices everyone = prices(mapping);
    List<TenantPrices> byTenant =
        mapping.optional("by_tenant").map(PriceSection::byTenant).orElse(List.of());
    return mapping
        .required("currency")
        .flatMap(value -> value.text(CURRENCY_ADVICE, PriceSection::currency))
        .map(currency -> new Prices(currency, everyone, byTenant));
  }

  private static String currency(String text) {
    if (!CURRENCY.matcher(text).matches()) {
      throw new IllegalArgumentException(CURRENCY_ADVICE);
    }
    return text;
  }

  private static List<TenantPrices> byTenant(YamlValue value) {
    FirstMatch reached = new FirstMatch();
    return value.items().stream().flatMap(item -> tenant(item, reached).stream()).toList();
  }

  private static Optional<TenantPrices> tenant(YamlValue item, FirstMatch reached) {
    return item.mapping("match", "core_hour", "gpu_hour")
        .flatMap(
            mapping -> {
              HourPrices prices = prices(mapping);
              Optional<WorkloadPattern> match =
                  mapping.required("match").flatMap(PatternReader::read);
              match.ifPresent(pattern -> reached.check(item, pattern, "its prices"));
              return match.map(pattern -> new TenantPrices(pattern, prices));
            });
  }

  private static HourPrices prices(YamlMapping mapping) {
    return new HourPrices(price(mapping, "core_hour"), price(mapping, "gpu_hour"));
  }

  private static double price(YamlMapping mapping, String key) {
    return mapping.optional(key).flatMap(PriceSection::price).orElse(Double.NaN);
  }

  private static Optional<Double> price(YamlValue value) {
    Optional<Double> price = value.number(PRICE_ADVICE);
    if (price.isPresent() && price.get() < 0) {
      value.refuse(YamlProblem.Kind.BAD_VALUE, PRICE_ADVICE);
      return Optional.empty();
    }
    return price;
  }
}
