package dev.flatline.connectors.sink;

import dev.flatline.connectors.Secret;
import dev.flatline.formats.message.Redaction;
import java.util.List;
import java.util.stream.Stream;

/// What the other side says, fit for a log: on one line, short, and without our secrets, should it
/// have repeated them.
final class AnswerText {
  private static final int LONGEST_CHARS = 200;

  private AnswerText() {}

  static String of(String body, HttpTarget target) {
    String text = body.strip();
    if (text.startsWith("<")) {
      return "a web page";
    }
    List<Secret> secrets =
        Stream.concat(target.authorization().stream(), target.signing().stream()).toList();
    for (Secret secret : secrets) {
      for (String word : secret.read().strip().split("\\s+", -1)) {
        text = text.replace(word, Redaction.HIDDEN);
      }
    }
    String clean = Redaction.of(text.replaceAll("\\s+", " "));
    return clean.length() <= LONGEST_CHARS ? clean : clean.substring(0, LONGEST_CHARS) + "…";
  }
}
