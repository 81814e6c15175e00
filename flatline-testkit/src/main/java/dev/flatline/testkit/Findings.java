package dev.flatline.testkit;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Findings with names, for tests of everything that writes findings.
public final class Findings {
  /// When the miner of [#movedIn] began.
  public static final Instant MOVED_IN_AT = Instant.parse("2026-11-21T19:21:00Z");

  private Findings() {}

  /// A miner that moved in beside a web server and stays at half of its quota: high, still going
  /// on, three kinds of evidence of which one has an undefined value.
  public static Finding movedIn() {
    Workload workload =
        new Workload("shop/Deployment/web", Map.of("namespace", "shop", "node", "node-7"));
    return new Finding(
        "7f3a9c1e20b44d15",
        workload,
        Severity.HIGH,
        0.97,
        MOVED_IN_AT,
        MOVED_IN_AT.plus(Duration.ofMinutes(31)),
        MOVED_IN_AT.plus(Duration.ofMinutes(190)),
        Finding.Status.OPEN,
        Technique.COMPUTE_HIJACKING,
        "CPU has stayed between 0.48 and 0.53 of its quota for 3 h 10 min while network and disk kept"
            + " their earlier level.",
        List.of(novelty(), decoupling(), plateau()),
        List.of("Role web (policy line 12): a plateau is not what such a workload does."),
        List.of("GPU: not measured."),
        List.of(
            "Look at what runs: kubectl -n shop top pod --containers, then ps in the container.",
            "Compare the image's digest with the one that was deployed.",
            "If it is a miner, keep the container's file system before you stop it."));
  }

  /// A batch job that fires the published check and nothing else: low, over, explained by policy.
  public static Finding batchJob() {
    return new Finding(
        "03be5512aa90cd7e",
        Workload.named("data/CronJob/compress"),
        Severity.LOW,
        0.08,
        MOVED_IN_AT,
        MOVED_IN_AT.plus(Duration.ofMinutes(30)),
        MOVED_IN_AT.plus(Duration.ofMinutes(52)),
        Finding.Status.CLOSED,
        Technique.COMPUTE_HIJACKING,
        "CPU was flat at 0.98 for 52 min, as on most days at this hour.",
        List.of(plateau()),
        List.of("CronJob compress expects plateaus from 19:00 to 21:00 UTC: lowered to low."),
        List.of(),
        List.of("Nothing, unless the job is not yours."));
  }

  /// A medium finding of a workload with this name, otherwise plain.
  public static Finding named(String workload) {
    return new Finding(
        "c0ffee00c0ffee00",
        Workload.named(workload),
        Severity.MEDIUM,
        0.61,
        MOVED_IN_AT,
        MOVED_IN_AT.plus(Duration.ofMinutes(45)),
        MOVED_IN_AT.plus(Duration.ofMinutes(90)),
        Finding.Status.OPEN,
        Technique.COMPUTE_HIJACKING,
        "CPU has stayed at 0.99 of its quota for 1 h 30 min, longer than ever in its past.",
        List.of(novelty()),
        List.of(),
        List.of(),
        List.of("Look at what runs."));
  }

  /// The same under another id.
  public static Finding withId(Finding like, String id) {
    return like(like, id, like.severity(), like.detectedAt());
  }

  /// The same with another severity.
  public static Finding withSeverity(Finding like, Severity severity) {
    return like(like, like.id(), severity, like.detectedAt());
  }

  /// The same, detected at another time.
  public static Finding detectedAt(Finding like, Instant at) {
    return like(like, like.id(), like.severity(), at);
  }

  private static Finding like(Finding like, String id, Severity severity, Instant detectedAt) {
    return new Finding(
        id,
        like.workload(),
        severity,
        like.confidence(),
        like.firstObserved(),
        detectedAt,
        like.lastObserved(),
        like.status(),
        like.technique(),
        like.summary(),
        like.evidence(),
        like.context(),
        like.unknowns(),
        like.nextSteps(),
        like.cost());
  }

  private static Evidence novelty() {
    return evidence(
        "novelty",
        Aspect.NOVELTY,
        18,
        "A stretch this long above 0.45 occurs here once in 412 days.",
        new NamedValue("level", 0.45, Unit.SHARE),
        new NamedValue("return_period", 412, Unit.DAYS),
        new NamedValue("longest_before", 1260, Unit.SECONDS));
  }

  private static Evidence decoupling() {
    return evidence(
        "decoupling",
        Aspect.COUPLING,
        9.5,
        "CPU rose by 0.31 of the quota; network and disk stayed where they were.",
        new NamedValue("cpu_rise", 0.31, Unit.SHARE),
        new NamedValue("network_level", 2_140, Unit.BYTES_PER_SECOND),
        new NamedValue("disk_level", 0, Unit.BYTES_PER_SECOND),
        new NamedValue("correlation_disk", Double.NaN, Unit.RATIO));
  }

  private static Evidence plateau() {
    return evidence(
        "plateau",
        Aspect.SHAPE,
        4,
        "Mean above 0.90 and CV below 0.05 over 30 minutes.",
        new NamedValue("mean", 0.982, Unit.SHARE),
        new NamedValue("cv", 0.0123, Unit.RATIO));
  }

  private static Evidence evidence(
      String detector,
      Aspect aspect,
      double strengthDecibans,
      String summary,
      NamedValue... values) {
    return new Evidence(
        detector,
        aspect,
        Technique.COMPUTE_HIJACKING,
        strengthDecibans,
        MOVED_IN_AT,
        MOVED_IN_AT.plus(Duration.ofMinutes(50)),
        summary,
        List.of(values));
  }
}
