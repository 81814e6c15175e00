package dev.flatline.connectors.sink;

import dev.flatline.formats.message.Redaction;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the other side says, fit for a log: on one line, short, and without our secrets, should it
/// have repeated them.
final class AnswerText {
  private static final int LONGEST_CHARS = 200;

  private AnswerText() {}

  /// @param url where the message went
  static String of(String body, HttpTarget target, URI url) {
    String text = body.strip();
    if (text.startsWith("<")) {
      return "a web page";
    }
    for (String word : secrets(target, url)) {
      text = text.replace(word, Redaction.HIDDEN);
    }
    String clean = Redaction.of(text.replaceAll("\\s+", " "));
    return clean.length() <= LONGEST_CHARS ? clean : clean.substring(0, LONGEST_CHARS) + "…";
  }

  /// The longest first: what is part of another must not leave the rest of it.
  private static List<String> secrets(HttpTarget target, URI url) {
    Stream<String> headers =
        Stream.concat(target.authorization().stream(), target.signing().stream())
            .flatMap(secret -> Stream.of(secret.read().strip().split("\\s+", -1)));
    Stream<String> address =
        target.address().isSecret() ? SecretUrl.words(url) : Stream.<String>empty();
    return Stream.concat(headers, address)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
