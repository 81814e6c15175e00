package dev.flatline.core.finding;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A workload that behaves like a miner: since when, how bad, how sure and why (OCSF class 2004).
///
/// @param id the same for the same workload and first observation, in batch and live
/// @param workload which workload
/// @param severity how bad if true
/// @param confidence probability that it is a miner, 0 to 1, under the stated prior
/// @param firstObserved when the behaviour began, event time
/// @param detectedAt when a live system would have raised it, event time
/// @param lastObserved when the behaviour was last seen, event time
/// @param status open or closed
/// @param technique the ATT&CK technique
/// @param summary one sentence
/// @param evidence the reasons, strongest first
/// @param context what policy and platform said of it, and what that changed; empty where nothing
/// @param unknowns what could not be judged, and why; empty where all was
/// @param nextSteps what to do next, in order
/// @param cost what the behaviour takes while it lasts, [Cost#UNKNOWN] where nobody has said
public record Finding(
    String id,
    Workload workload,
    Severity severity,
    double confidence,
    Instant firstObserved,
    Instant detectedAt,
    Instant lastObserved,
    Status status,
    Technique technique,
    String summary,
    List<Evidence> evidence,
    List<String> context,
    List<String> unknowns,
    List<String> nextSteps,
    Cost cost) {

  /// One of whose cost nothing is known.
  public Finding(
      String id,
      Workload workload,
      Severity severity,
      double confidence,
      Instant firstObserved,
      Instant detectedAt,
      Instant lastObserved,
      Status status,
      Technique technique,
      String summary,
      List<Evidence> evidence,
      List<String> context,
      List<String> unknowns,
      List<String> nextSteps) {
    this(
        id,
        workload,
        severity,
        confidence,
        firstObserved,
        detectedAt,
        lastObserved,
        status,
        technique,
        summary,
        evidence,
        context,
        unknowns,
        nextSteps,
        Cost.UNKNOWN);
  }

  /// Whether the behaviour goes on.
  public enum Status {
    /// It was still seen when the input ended.
    OPEN,
    /// It ended.
    CLOSED
  }

  /// For how long the behaviour was seen.
  public Duration lasted() {
    return Duration.between(firstObserved, lastObserved);
  }

  /// The same, at this cost.
  public Finding at(Cost itsCost) {
    return like(workload, lastObserved, status, unknowns, itsCost);
  }

  /// The same, last seen at another time.
  public Finding lasting(Instant lastSeen, Status newStatus) {
    return like(workload, lastSeen, newStatus, unknowns, cost);
  }

  /// The same, of another workload.
  public Finding of(Workload another) {
    return like(another, lastObserved, status, unknowns, cost);
  }

  /// The same, with one more thing that could not be judged.
  public Finding withUnknown(String unknown) {
    return like(
        workload,
        lastObserved,
        status,
        Stream.concat(unknowns.stream(), Stream.of(unknown)).toList(),
        cost);
  }

  private Finding like(
      Workload itsWorkload,
      Instant lastSeen,
      Status newStatus,
      List<String> newUnknowns,
      Cost newCost) {
    return new Finding(
        id,
        itsWorkload,
        severity,
        confidence,
        firstObserved,
        detectedAt,
        lastSeen,
        newStatus,
        technique,
        summary,
        evidence,
        context,
        newUnknowns,
        nextSteps,
        newCost);
  }

  /// Copies the lists.
  public Finding {
    evidence = List.copyOf(evidence);
    context = List.copyOf(context);
    unknowns = List.copyOf(unknowns);
    nextSteps = List.copyOf(nextSteps);
  }
}
