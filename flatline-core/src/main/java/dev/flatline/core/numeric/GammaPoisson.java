package dev.flatline.core.numeric;

/// The rate of a rare event, unknown but drawn from a Gamma distribution: k events in an exposure
/// of T give the posterior Gamma(shape + k, exposure + T) (Gelman et al., Bayesian Data Analysis,
/// 3rd ed., section 2.6).
///
/// @param shape α of the prior, above 0
/// @param exposure β of the prior, in units of exposure, above 0: how much of one's own exposure it
///     takes to weigh as much as the prior
public record GammaPoisson(double shape, double exposure) {

  /// Checks that both are positive and finite.
  public GammaPoisson {
    if (!(shape > 0 && exposure > 0 && shape < Double.MAX_VALUE && exposure < Double.MAX_VALUE)) {
      throw new IllegalArgumentException("Gamma(" + shape + ", " + exposure + ")");
    }
  }

  /// The prior with this mean rate and shape.
  public static GammaPoisson withMean(double meanRate, double shape) {
    return new GammaPoisson(shape, shape / meanRate);
  }

  /// The posterior mean rate after so many events in so much exposure.
  public double rate(double events, double ownExposure) {
    return (shape + events) / (exposure + ownExposure);
  }

  /// The probability of at least one event in one unit of exposure to come: 1 − P(0) of the
  /// negative binomial posterior predictive.
  public double probabilityWithinUnit(double events, double ownExposure) {
    double rate = exposure + ownExposure;
    return -Math.expm1(-(shape + events) * Math.log1p(1 / rate));
  }

  /// The moment estimate of 1/shape from many counters (Böhning et al., Biometrical Journal 36
  /// (1994), p. 259, with exposures): `(Σ(k − mT)² − mΣT) / (m² ΣT²)`, where m = Σk/ΣT.
  ///
  /// @return the shape, within the given bounds; the upper bound where counts scatter no more than
  ///     Poisson or where there are none
  public static double shapeFromMoments(CountSums sums, double lowest, double highest) {
    double mean = sums.events() / sums.exposure();
    double scatter =
        sums.eventsSquared()
            - 2 * mean * sums.eventsTimesExposure()
            + mean * mean * sums.exposureSquared();
    double excess = scatter - mean * sums.exposure();
    if (!(excess > 0)) {
      return highest;
    }
    double shape = mean * mean * sums.exposureSquared() / excess;
    return Math.max(lowest, Math.min(highest, shape));
  }

  /// Sums over counters: k events in an exposure of T each.
  ///
  /// @param events Σk
  /// @param eventsSquared Σk²
  /// @param eventsTimesExposure ΣkT
  /// @param exposure ΣT
  /// @param exposureSquared ΣT²
  public record CountSums(
      double events,
      double eventsSquared,
      double eventsTimesExposure,
      double exposure,
      double exposureSquared) {}
}
