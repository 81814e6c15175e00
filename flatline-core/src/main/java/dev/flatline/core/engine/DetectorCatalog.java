package dev.flatline.core.engine;

import dev.flatline.core.detect.AccountingDetector;
import dev.flatline.core.detect.AccountingSituation;
import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.detect.compute.AccountingContradictionDetector;
import dev.flatline.core.detect.compute.BurstDetector;
import dev.flatline.core.detect.compute.DecouplingDetector;
import dev.flatline.core.detect.compute.FloorDetector;
import dev.flatline.core.detect.compute.GpuContradictionDetector;
import dev.flatline.core.detect.compute.GpuNoveltyDetector;
import dev.flatline.core.detect.compute.GpuPlateauDetector;
import dev.flatline.core.detect.compute.NoveltyDetector;
import dev.flatline.core.detect.compute.PlateauDetector;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.feature.Plane;
import java.util.ArrayList;
import java.util.List;

/// The detectors that take part.
///
/// @param detectors in the order in which their answers are listed
/// @param gpuDetectors those of GPUs, likewise
/// @param accountingDetectors those of planes of accounting, likewise
public record DetectorCatalog(
    List<Detector> detectors,
    List<GpuDetector> gpuDetectors,
    List<AccountingDetector> accountingDetectors) {
  /// All that there are.
  public static final DetectorCatalog ALL =
      new DetectorCatalog(
          List.of(
              new NoveltyDetector(),
              new BurstDetector(),
              new FloorDetector(),
              new DecouplingDetector(),
              new PlateauDetector()),
          List.of(
              new GpuPlateauDetector(), new GpuNoveltyDetector(), new GpuContradictionDetector()),
          List.of(new AccountingContradictionDetector()));

  /// Copies the lists.
  public DetectorCatalog {
    detectors = List.copyOf(detectors);
    gpuDetectors = List.copyOf(gpuDetectors);
    accountingDetectors = List.copyOf(accountingDetectors);
  }

  /// What all of them say of themselves.
  public List<DetectorSpec> specs() {
    List<DetectorSpec> specs = new ArrayList<>();
    detectors.forEach(detector -> specs.add(detector.spec()));
    gpuDetectors.forEach(detector -> specs.add(detector.spec()));
    accountingDetectors.forEach(detector -> specs.add(detector.spec()));
    return specs;
  }

  /// What those say of themselves that are asked together with the ones that answer this.
  public List<DetectorSpec> specsFor(Aspect aspect) {
    if (aspect.isOfGpu()) {
      return gpuDetectors.stream().map(GpuDetector::spec).toList();
    }
    return aspect.isOfAccounting()
        ? accountingDetectors.stream().map(AccountingDetector::spec).toList()
        : detectors.stream().map(Detector::spec).toList();
  }

  /// What those say of themselves by which a workload is judged: it filled their window, and what
  /// they need was measured.
  public List<DetectorSpec> judging(Coverage coverage) {
    List<DetectorSpec> asked = new ArrayList<>();
    if (coverage.cpuJudged()) {
      detectors.forEach(detector -> asked.add(detector.spec()));
    }
    if (coverage.gpuJudged()) {
      gpuDetectors.forEach(detector -> asked.add(detector.spec()));
    }
    if (Plane.measuresASecond(coverage.metrics())) {
      accountingDetectors.forEach(detector -> asked.add(detector.spec()));
    }
    asked.removeIf(spec -> !coverage.metrics().containsAll(spec.needs()));
    return asked;
  }

  /// The answers of all to one situation.
  public List<Assessment> assess(Situation situation) {
    List<Assessment> assessments = new ArrayList<>(detectors.size());
    for (Detector detector : detectors) {
      assessments.add(detector.assess(situation));
    }
    return assessments;
  }

  /// The answers of all those of GPUs to one situation.
  public List<Assessment> assess(GpuSituation situation) {
    List<Assessment> assessments = new ArrayList<>(gpuDetectors.size());
    for (GpuDetector detector : gpuDetectors) {
      assessments.add(detector.assess(situation));
    }
    return assessments;
  }

  /// The answers of all those of planes of accounting to one situation.
  public List<Assessment> assess(AccountingSituation situation) {
    List<Assessment> assessments = new ArrayList<>(accountingDetectors.size());
    for (AccountingDetector detector : accountingDetectors) {
      assessments.add(detector.assess(situation));
    }
    return assessments;
  }
}
