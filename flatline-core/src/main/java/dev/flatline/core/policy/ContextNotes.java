package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Owner;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts what is known of one workload into sentences.
record ContextNotes(Policy policy, Workload workload) {
  List<ContextNote> over(Instant from, Instant to) {
    List<ContextNote> notes = new ArrayList<>();
    addRole(notes);
    addPlatform(notes);
    addExpectedPlateaus(notes, from, to);
    addSuppressions(notes, to, ContextNote.Kind.SUPPRESSION);
    addSuppressions(notes, to, ContextNote.Kind.EXPIRED_SUPPRESSION);
    return notes;
  }

  private void addRole(List<ContextNote> notes) {
    int winner = nextMatch(0);
    if (winner == policy.roles().size()) {
      return;
    }
    WorkloadRole role = policy.roles().get(winner).role();
    StringBuilder sentence = new StringBuilder("role " + role.label() + " by " + place(winner));
    for (int i = nextMatch(winner + 1); i < policy.roles().size(); i = nextMatch(i + 1)) {
      WorkloadRole other = policy.roles().get(i).role();
      if (other != role) {
        sentence.append("; ").append(place(i)).append(" says ").append(other.label());
        sentence.append(", the first match wins");
        break;
      }
    }
    notes.add(new ContextNote(ContextNote.Kind.ROLE, sentence.toString()));
  }

  private int nextMatch(int start) {
    int i = start;
    while (i < policy.roles().size() && !policy.roles().get(i).match().matches(workload)) {
      i++;
    }
    return i;
  }

  private String place(int index) {
    return "roles[" + index + "] (" + policy.roles().get(index).match() + ")";
  }

  private void addPlatform(List<ContextNote> notes) {
    Owner.kindOf(workload)
        .filter(kind -> Owner.runsToCompletion(kind))
        .map(kind -> "the platform runs it as a " + kind + ": made to compute until it is done")
        .ifPresent(text -> notes.add(new ContextNote(ContextNote.Kind.PLATFORM, text)));
  }

  private void addExpectedPlateaus(List<ContextNote> notes, Instant from, Instant to) {
    for (int i = 0; i < policy.expectedPlateaus().size(); i++) {
      ExpectedPlateau expected = policy.expectedPlateaus().get(i);
      if (expected.match().matches(workload)) {
        String place = "expected_plateaus[" + i + "]";
        expected
            .windowAround(from, to)
            .map(start -> "within the plateau expected " + window(expected, start) + ", " + place)
            .ifPresent(text -> notes.add(new ContextNote(ContextNote.Kind.EXPECTED_PLATEAU, text)));
      }
    }
  }

  private static String window(ExpectedPlateau expected, Instant start) {
    String times = "from " + start + " to " + start.plus(expected.duration());
    String schedule = " (" + expected.schedule().description() + ")";
    return times + schedule + (expected.reason().isEmpty() ? "" : ": " + expected.reason());
  }

  private void addSuppressions(List<ContextNote> notes, Instant to, ContextNote.Kind wanted) {
    boolean holding = wanted == ContextNote.Kind.SUPPRESSION;
    for (int i = 0; i < policy.suppressions().size(); i++) {
      Suppression one = policy.suppressions().get(i);
      if (one.match().matches(workload) && one.holdsUntil(to) == holding) {
        String state =
            holding
                ? "suppressed until " + one.expires()
                : "no longer suppressed since " + one.expires();
        String who = " by " + one.owner() + ": " + one.reason() + ", suppressions[" + i + "]";
        notes.add(new ContextNote(wanted, state + who));
      }
    }
  }
}
