package dev.flatline.formats.message;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.VisibleText;
import java.util.stream.Collectors;

/// Parts of a finding as plain text.
final class FindingWords {
  private FindingWords() {}

  /// The reasons, a line each.
  static String evidence(Finding finding) {
    return finding.evidence().stream().map(Evidence::summary).collect(Collectors.joining("\n"));
  }

  /// The first characters of a text that is too long, with a mark that there was more.
  static String cut(String text, int mostChars) {
    if (text.length() <= mostChars) {
      return text;
    }
    int end = mostChars - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// A name that keeps both ends.
  static String name(Finding finding, int mostChars) {
    return cut(VisibleText.shortened(finding.workload().name(), mostChars), mostChars);
  }
}
