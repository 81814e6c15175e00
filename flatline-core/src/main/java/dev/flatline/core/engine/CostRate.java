package dev.flatline.core.engine;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Bursts.Contrast;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.GpuFeature;
import dev.flatline.core.feature.GpuFeatures;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.policy.Prices;
import dev.flatline.core.telemetry.Workload;

/// What the behaviour that was seen takes.
final class CostRate {
  /// One GPU is one workload's.
  private static final double ONE_GPU = 1;

  private CostRate() {}

  /// Of what a workload's CPU did: of bursts their share of the time, of a floor the floor, else
  /// the
  /// plateau that goes on. What the work above a floor used before is nobody's business, and what
  /// was used at that floor before is not known.
  static Cost of(Candidate.Seen seen) {
    Features features = seen.features();
    double cores = features.get(Feature.CPU_CAPACITY_CORES);
    if (seen.floor() != null) {
      return Cost.of(Resource.CPU, seen.floor().mean(), Double.NaN, cores);
    }
    Bursts bursts = seen.bursts();
    if (bursts != null && bursts.isContrasted()) {
      return ofBursts(bursts.contrast(), cores);
    }
    return Cost.of(
        Resource.CPU, features.get(Feature.PLATEAU_LEVEL), features.get(Feature.CPU_BEFORE), cores);
  }

  private static Cost ofBursts(Contrast contrast, double cores) {
    double between = contrast.cpu().between();
    double inside = contrast.cpu().inside();
    double duty = contrast.secondsInside() / (contrast.secondsInside() + contrast.secondsBetween());
    return Cost.of(Resource.CPU, between + duty * (inside - between), between, cores);
  }

  /// Of CPU that one plane of accounting counts and another does not: the difference.
  ///
  /// @param cores the capacity
  static Cost ofHidden(Evidence evidence, double cores) {
    double gap = Double.NaN;
    for (NamedValue value : evidence.values()) {
      gap = value.name().equals(ValueNames.PLANE_GAP) ? value.value() : gap;
    }
    return Cost.of(Resource.CPU, gap, 0, cores);
  }

  /// Of what a GPU did: the part of its time, or of its power where that says more.
  static Cost of(GpuFeatures features) {
    double utilization = features.get(GpuFeature.UTILIZATION);
    double power = Math.min(1, features.get(GpuFeature.POWER_SHARE));
    double level =
        Double.isNaN(utilization) || power > utilization ? power : Math.min(1, utilization);
    return Cost.of(Resource.GPU, level, Double.NaN, ONE_GPU);
  }

  /// The same at a workload's price.
  static Cost priced(Cost cost, Workload workload, Prices prices) {
    Prices.HourPrices hour = prices.of(workload);
    double price = cost.resource() == Resource.GPU ? hour.gpu() : hour.core();
    return Double.isNaN(price) ? cost : cost.at(price, prices.currency());
  }
}
