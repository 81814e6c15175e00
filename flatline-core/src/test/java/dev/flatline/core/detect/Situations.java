package dev.flatline.core.detect;

import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.FleetPrior;
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Situations with names, and the same with one thing changed.
public final class Situations {
  /// When all of them are.
  public static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  /// The level of 0.90 on the ladder.
  public static final int LEVEL_90 = 17;

  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Flatness FLAT = new Flatness(Duration.ofHours(2).toMillis(), 0.01, 0.02);

  private Situations() {}

  /// A web server of thirty days on which RandomX has run at full speed for two hours.
  public static Situation minerOnWebServer() {
    Features features =
        Features.none()
            .with(Feature.CPU_MEAN, 0.97)
            .with(Feature.CPU_DEVIATION, 0.01)
            .with(Feature.CPU_CV, 0.0103)
            .with(Feature.CPU_MINUTE_CV, FLAT.minuteCv())
            .with(Feature.CPU_FLOOR, 0.96)
            .with(Feature.CORRELATION_CPU_NETWORK, 0.05)
            .with(Feature.CORRELATION_CPU_DISK, -0.02)
            .with(Feature.SAMPLES, 120)
            .with(Feature.PLATEAU_LEVEL, 0.97)
            .with(Feature.PLATEAU_SECONDS, 7_200)
            .with(Feature.PLATEAU_ONSET, (double) NOW.minusSeconds(7_200).toEpochMilli())
            .with(Feature.ONSET_SHARPNESS, 1)
            .with(Feature.CPU_BEFORE, 0.10)
            .with(Feature.SECONDS_BEFORE, 600_000);
    return of(network(disk(features, 30_000, 30_000), 50_000, 50_000))
        .stretched(stretch(LEVEL_90, Duration.ofHours(2), 0, 29))
        .situation();
  }

  /// The same features with this network before and since the plateau.
  public static Features network(Features features, double before, double since) {
    return features
        .with(Feature.NETWORK_BEFORE, before)
        .with(Feature.NETWORK_SCATTER_BEFORE, 0.3)
        .with(Feature.NETWORK_RISE, Math.log((200 + since) / (200 + before)))
        .with(Feature.PLATEAU_NETWORK, since)
        .with(Feature.NETWORK_LEVEL, since);
  }

  /// The same features with this disk before and since the plateau.
  public static Features disk(Features features, double before, double since) {
    return features
        .with(Feature.DISK_BEFORE, before)
        .with(Feature.DISK_SCATTER_BEFORE, 0.3)
        .with(Feature.DISK_RISE, Math.log((200 + since) / (200 + before)))
        .with(Feature.PLATEAU_DISK, since)
        .with(Feature.DISK_LEVEL, since);
  }

  /// A stretch that goes on now.
  public static Stretch stretch(int level, Duration length, int likeDays, double observedDays) {
    long longest = likeDays == 0 ? 0 : length.toMillis() * 3 / 4;
    return stretch(level, length, 0.9, new Past(likeDays, observedDays, longest));
  }

  /// A stretch that goes on now, risen by so much where it began, after this past.
  public static Stretch stretch(int level, Duration length, double rise, Past past) {
    long until = NOW.toEpochMilli();
    return new Stretch(level, until - length.toMillis(), until, rise, past);
  }

  /// Bursts at one level of CPU between which there was another, for hours; network and disk rose
  /// in them by so many nats.
  public static Bursts.Contrast contrast(double between, double inside, double rise) {
    Bursts.Contrast.Side throughput = new Bursts.Contrast.Side(10, 10 + rise, 0.3);
    return new Bursts.Contrast(
        20 * 3_600, 7_200, new Bursts.Contrast.Side(between, inside, 0.02), throughput, throughput);
  }

  /// A fleet in which any stretch occurs once in so many days of a workload.
  public static FleetPrior onceIn(double days) {
    return (level, likeCode) -> GammaPoisson.withMean(1 / days, 0.2);
  }

  /// The same situation, to be changed.
  public static Change of(Situation situation) {
    return new Change(
        situation.observed(),
        situation.flatness(),
        situation.features(),
        situation.stretches(),
        situation.siblings(),
        situation.bursts(),
        situation.floor(),
        situation.prior(),
        situation.thresholds());
  }

  /// A situation of thirty days with these features, a flat window, no stretch and a fleet that has
  /// one stretch a hundred days.
  public static Change of(Features features) {
    return new Change(
        Duration.ofDays(30),
        FLAT,
        features,
        List.of(),
        0,
        null,
        null,
        onceIn(100),
        Thresholds.DEFAULT);
  }

  /// A situation to be: all that tests change of it.
  public record Change(
      Duration observed,
      Flatness flatness,
      Features features,
      List<Stretch> stretches,
      int siblings,
      @Nullable Bursts bursts,
      @Nullable Floor floor,
      FleetPrior prior,
      Thresholds thresholds) {

    /// With this value for one feature; NaN for undefined.
    public Change with(Feature feature, double value) {
      return with(features.with(feature, value));
    }

    /// With these features.
    public Change with(Features others) {
      return new Change(
          observed, flatness, others, stretches, siblings, bursts, floor, prior, thresholds);
    }

    /// Observed for so long without a gap.
    public Change observedFor(Duration length) {
      return new Change(
          length, flatness, features, stretches, siblings, bursts, floor, prior, thresholds);
    }

    /// With minutes that scatter so much.
    public Change scattered(double minuteCv) {
      Flatness scattered = new Flatness(flatness.dwellMillis(), minuteCv, flatness.roughness());
      return new Change(
          observed, scattered, features, stretches, siblings, bursts, floor, prior, thresholds);
    }

    /// With these stretches, highest level first.
    public Change stretched(Stretch... others) {
      return new Change(
          observed,
          flatness,
          features,
          List.of(others),
          siblings,
          bursts,
          floor,
          prior,
          thresholds);
    }

    /// With so many siblings that began the like.
    public Change besides(int others) {
      return new Change(
          observed, flatness, features, stretches, others, bursts, floor, prior, thresholds);
    }

    /// With bursts of which the newest is just over.
    public Change bursting(Bursts ended) {
      return new Change(
          observed, flatness, features, stretches, siblings, ended, floor, prior, thresholds);
    }

    /// At a floor under work.
    public Change upon(Floor under) {
      return new Change(
          observed, flatness, features, stretches, siblings, bursts, under, prior, thresholds);
    }

    /// In another fleet.
    public Change against(FleetPrior fleet) {
      return new Change(
          observed, flatness, features, stretches, siblings, bursts, floor, fleet, thresholds);
    }

    /// By other thresholds.
    public Change by(Thresholds others) {
      return new Change(
          observed, flatness, features, stretches, siblings, bursts, floor, prior, others);
    }

    /// The situation.
    public Situation situation() {
      return new Situation(
          NOW,
          WINDOW,
          Duration.ofMinutes(6),
          observed,
          flatness,
          features,
          stretches,
          siblings,
          bursts,
          floor,
          prior,
          thresholds);
    }
  }
}
