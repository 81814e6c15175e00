package dev.flatline.core.finding;

import java.time.Duration;

/// What the behaviour of a finding takes, on top of what its workload used before: a rate, which
/// with the time that it lasts comes to hours and money.
///
/// @param resource what is taken
/// @param level mean use of it since the behaviour began, a share of capacity; NaN where it is not
///     known
/// @param usual the workload's own use before, a share of capacity; NaN where nothing is known of
///     before, and then all of the level counts
/// @param capacity how many cores or GPUs the workload may use; NaN where that is not known
/// @param pricePerHour of one core or GPU; NaN where none is declared
/// @param currency of the price, empty where there is none
public record Cost(
    Resource resource,
    double level,
    double usual,
    double capacity,
    double pricePerHour,
    String currency) {
  /// Nothing is known of it.
  public static final Cost UNKNOWN = of(Resource.CPU, Double.NaN, Double.NaN, Double.NaN);

  /// How many core-hours a GPU-hour counts in the order of findings that have no price: cloud list
  /// prices of 2025 are about 0.04 USD for the one and 0.5 to 4 USD for the other.
  private static final double CORES_PER_GPU = 25;

  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

  /// What computing is made of.
  public enum Resource {
    /// Cores.
    CPU("core"),
    /// Graphics processors.
    GPU("GPU");

    private final String unit;

    Resource(String unit) {
      this.unit = unit;
    }

    /// One of it: `core`, `GPU`.
    public String unit() {
      return unit;
    }
  }

  /// Without a price.
  public static Cost of(Resource resource, double level, double usual, double capacity) {
    return new Cost(resource, level, usual, capacity, Double.NaN, "");
  }

  /// The same at this price.
  public Cost at(double itsPricePerHour, String itsCurrency) {
    return new Cost(resource, level, usual, capacity, itsPricePerHour, itsCurrency);
  }

  /// What is taken on top of what was used before, a share of capacity; NaN where it is not known.
  public double share() {
    return Math.max(0, level - (Double.isNaN(usual) ? 0 : usual));
  }

  /// How many core-hours or GPU-hours that comes to; NaN where share or capacity are not known.
  public double unitHours(Duration lasted) {
    return share() * capacity * hours(lasted);
  }

  /// What those cost; NaN where they or the price are not known.
  public double money(Duration lasted) {
    return unitHours(lasted) * pricePerHour;
  }

  /// Where it stands among others, in millionths: by money where there is a price, else by
  /// core-hours. A capacity that is not known counts as one, a share that is not known as 0.
  public long order(Duration lasted) {
    double taken =
        (Double.isNaN(share()) ? 0 : share())
            * (Double.isNaN(capacity) ? 1 : capacity)
            * hours(lasted);
    double each = resource == Resource.GPU ? CORES_PER_GPU : 1;
    return Math.round(1e6 * taken * (Double.isNaN(pricePerHour) ? each : pricePerHour));
  }

  /// The cost of the same behaviour later on: as it was up to then, as it is now since.
  ///
  /// @param now what is known of it now; what was its use before stays what it was
  /// @param until for how long it had lasted then
  /// @param lasted for how long it has lasted now
  public Cost then(Cost now, Duration until, Duration lasted) {
    double part = lasted.isZero() ? 0 : (double) until.toMillis() / lasted.toMillis();
    boolean known = !Double.isNaN(level) && !Double.isNaN(now.level);
    double mean = part * level + (1 - part) * now.level;
    return new Cost(
        now.resource,
        known ? mean : Double.isNaN(level) ? now.level : level,
        Double.isNaN(level) ? now.usual : usual,
        Double.isNaN(now.capacity) ? capacity : now.capacity,
        now.pricePerHour,
        now.currency);
  }

  private static double hours(Duration lasted) {
    return lasted.toMillis() / MILLIS_PER_HOUR;
  }
}
