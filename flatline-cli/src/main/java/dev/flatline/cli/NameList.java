package dev.flatline.cli;

import java.util.List;
import java.util.Locale;

/// Names on one line: the first few, and how many more there are.
final class NameList {
  private static final int MOST = 5;

  private NameList() {}

  static String of(List<String> names) {
    int more = names.size() - MOST;
    return String.join(", ", names.subList(0, Math.min(MOST, names.size())))
        + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }
}
