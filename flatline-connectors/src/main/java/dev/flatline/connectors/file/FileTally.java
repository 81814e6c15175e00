package dev.flatline.connectors.file;

import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.formats.DecodeReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up the reports of several files. A note that not all of them share says whose it is.
final class FileTally {
  private final DropCounts dropped = new DropCounts();
  private final Map<String, List<Path>> filesByNote = new LinkedHashMap<>();
  private long received;
  private long delivered;
  private int files;

  void add(Path file, DecodeReport report) {
    files++;
    received += report.received();
    delivered += report.delivered();
    dropped.addAll(report.dropped());
    report.notes().forEach(note -> noteOf(file, note));
    if (report.received() == 0) {
      noteOf(file, "a header, but no rows");
    }
  }

  SourceReport report() {
    List<String> notes = new ArrayList<>();
    filesByNote.forEach((note, its) -> notes.add(note + whose(its)));
    return new SourceReport(received, delivered, dropped, notes);
  }

  private void noteOf(Path file, String note) {
    filesByNote.computeIfAbsent(note, none -> new ArrayList<>()).add(file);
  }

  private String whose(List<Path> its) {
    if (its.size() == files) {
      return "";
    }
    return its.size() == 1
        ? " (" + its.getFirst() + ")"
        : " (" + its.getFirst() + " and " + (its.size() - 1) + " more)";
  }
}
