package dev.flatline.connectors.host;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What could not be read, each thing once with how often and where first. Bounded: what is noted
/// is a kind of file, not a file.
final class HostNotes {
  private record Note(String first, long times) {}

  private final Map<String, Note> notes = new LinkedHashMap<>();

  /// Notes something that holds as a whole.
  void add(String text) {
    notes.putIfAbsent(text, new Note("", 1));
  }

  /// Notes a failed read. What is missing is no note where it may be missing: a cgroup that ended.
  ///
  /// @param what the loss in words: "no disk rates"
  void add(String what, File file, KernelText.Outcome outcome) {
    String text =
        switch (outcome) {
          case READ -> throw new IllegalArgumentException(file + " was read");
          case MISSING -> what + ": there is no such file";
          case DENIED -> what + ": permission denied (run as root to see it)";
          case UNREADABLE -> what + ": the file cannot be read or understood";
        };
    notes.merge(
        text, new Note(file.toString(), 1), (old, one) -> new Note(old.first(), old.times() + 1));
  }

  /// All notes as sentences, in the order in which they came up.
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    notes.forEach(
        (text, note) ->
            sentences.add(
                note.first().isEmpty()
                    ? text
                    : text + ", " + note.times() + " times, first " + note.first()));
    return sentences;
  }
}
