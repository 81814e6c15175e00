package dev.flatline.formats.explain;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.FindingEvent;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Everything of one finding in order of time: what the workload did, what spoke for a miner when,
/// who was told, what people did. What was seen has the telemetry's times, what was done the
/// server's.
///
/// @param entries the oldest first
public record Timeline(List<Entry> entries) {

  /// One thing that happened.
  ///
  /// @param at when
  /// @param kind what kind of thing it is
  /// @param text in words
  public record Entry(Instant at, Kind kind, String text) {}

  /// Kinds of things that happen, in the order in which they stand where they have one time.
  public enum Kind {
    /// The behaviour began.
    BEGAN,
    /// A piece of evidence speaks of the time from here on.
    EVIDENCE_FROM,
    /// Evidence speaks of the time up to here.
    EVIDENCE_TO,
    /// It was detected.
    DETECTED,
    /// Its severity became another one.
    SEVERITY,
    /// A sink was told.
    TOLD,
    /// A sink could not be told.
    NOT_TOLD,
    /// Somebody did something.
    ACTION,
    /// The behaviour was last seen; it may go on.
    LAST_SEEN,
    /// The behaviour was last seen, and is over.
    ENDED;

    /// In lower case, as written in answers.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// In a few words, for people.
    public String title() {
      return switch (this) {
        case BEGAN -> "Began";
        case EVIDENCE_FROM -> "Evidence from here";
        case EVIDENCE_TO -> "Evidence to here";
        case DETECTED -> "Detected";
        case SEVERITY -> "Severity changed";
        case TOLD -> "Told";
        case NOT_TOLD -> "Not told";
        case ACTION -> "Somebody acted";
        case LAST_SEEN -> "Last seen";
        case ENDED -> "Ended";
      };
    }
  }

  /// Sorts the entries.
  public Timeline {
    entries =
        entries.stream()
            .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::kind))
            .toList();
  }

  /// That of a finding.
  ///
  /// @param events what became of it; a severity that none tells of is told from the finding itself
  /// @param actions what people did with it
  public static Timeline of(
      Finding finding, Collection<FindingEvent> events, Collection<FindingAction> actions) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(finding.firstObserved(), Kind.BEGAN, "the behaviour began"));
    addEvidence(finding, entries);
    addRatings(finding, events, entries);
    events.forEach(event -> addMessage(event, entries));
    actions.forEach(one -> entries.add(entry(one.action())));
    entries.add(
        finding.status() == Finding.Status.CLOSED
            ? new Entry(
                finding.lastObserved(), Kind.ENDED, "the behaviour was last seen; it is over")
            : new Entry(finding.lastObserved(), Kind.LAST_SEEN, "the behaviour goes on"));
    return new Timeline(entries);
  }

  private static void addEvidence(Finding finding, List<Entry> entries) {
    Map<Instant, List<String>> ends = new TreeMap<>();
    for (Evidence one : finding.evidence()) {
      entries.add(new Entry(one.from(), Kind.EVIDENCE_FROM, one.detector() + ": " + one.summary()));
      ends.computeIfAbsent(one.to(), at -> new ArrayList<>()).add(one.detector());
    }
    ends.forEach(
        (at, detectors) ->
            entries.add(new Entry(at, Kind.EVIDENCE_TO, String.join(", ", detectors))));
  }

  private static void addRatings(
      Finding finding, Collection<FindingEvent> events, List<Entry> entries) {
    List<Entry> ratings = new ArrayList<>();
    for (FindingEvent event : events) {
      if (event instanceof FindingEvent.Rated rated) {
        ratings.add(rating(rated.at(), rated.severity(), ratings.isEmpty()));
      }
    }
    if (ratings.isEmpty()) {
      ratings.add(rating(finding.detectedAt(), finding.severity(), true));
    }
    entries.addAll(ratings);
  }

  private static Entry rating(Instant at, Severity severity, boolean first) {
    return first
        ? new Entry(at, Kind.DETECTED, "as " + severity.label())
        : new Entry(at, Kind.SEVERITY, "now " + severity.label());
  }

  private static void addMessage(FindingEvent event, List<Entry> entries) {
    switch (event) {
      case FindingEvent.Rated rated -> {}
      case FindingEvent.Told told ->
          entries.add(
              new Entry(told.at(), Kind.TOLD, told.sink() + ": that it was " + told.message()));
      case FindingEvent.NotTold untold ->
          entries.add(
              new Entry(untold.at(), Kind.NOT_TOLD, untold.sink() + ": " + untold.reason()));
    }
  }

  private static Entry entry(Action action) {
    String until =
        action.until().map(time -> ", until " + TimeText.minute(time) + " UTC").orElse("");
    String reason = action.reason().isEmpty() ? "" : ": " + action.reason();
    return new Entry(
        action.at(),
        Kind.ACTION,
        action.kind().label() + " by " + action.by().name() + until + reason);
  }
}
