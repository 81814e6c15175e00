package dev.flatline.core.numeric;

import java.util.Arrays;
import java.util.Random;

/// Shapes of series on which sums go wrong, drawn from a seed.
public enum SeriesKind {
  /// Between 0 and 1, as a share is.
  UNIFORM {
    @Override
    double next(Random random, double before) {
      return random.nextDouble();
    }
  },
  /// One value for ever.
  CONSTANT {
    @Override
    double next(Random random, double before) {
      return 0.1 + 0.2;
    }
  },
  /// Flat within a thousandth of a large number: the mean square less the squared mean has no digit
  /// left here.
  NEAR_A_BILLION {
    @Override
    double next(Random random, double before) {
      return 1e9 + 1e-3 * random.nextGaussian();
    }
  },
  /// Around 1 with rare values a trillion times as large.
  SPIKES {
    @Override
    double next(Random random, double before) {
      return random.nextInt(50) == 0 ? 1e12 * (1 + random.nextDouble()) : random.nextDouble();
    }
  },
  /// A walk far away from where it began.
  RANDOM_WALK {
    @Override
    double next(Random random, double before) {
      return before + random.nextGaussian();
    }
  },
  /// Few values, so that many are equal.
  COARSE {
    @Override
    double next(Random random, double before) {
      return random.nextInt(3) / 4.0;
    }
  },
  /// Smaller than any share.
  TINY {
    @Override
    double next(Random random, double before) {
      return 1e-40 * random.nextDouble();
    }
  };

  abstract double next(Random random, double before);

  /// So many values of this kind.
  public double[] draw(Random random, int count) {
    double[] series = new double[count];
    double value = 1000;
    for (int i = 0; i < count; i++) {
      value = next(random, value);
      series[i] = value;
    }
    return series;
  }

  /// A series that begins with one kind and goes on with another.
  public double[] drawThen(SeriesKind other, Random random, int count) {
    double[] series = Arrays.copyOf(draw(random, count / 2), count);
    double[] rest = other.draw(random, count - count / 2);
    System.arraycopy(rest, 0, series, count / 2, rest.length);
    return series;
  }
}
