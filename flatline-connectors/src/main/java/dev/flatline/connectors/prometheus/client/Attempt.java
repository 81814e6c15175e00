package dev.flatline.connectors.prometheus.client;

import dev.flatline.formats.prometheus.ApiAnswer;
import java.io.IOException;
import java.io.InputStream;

/// What came of one attempt.
sealed interface Attempt<T> {

  /// Reads a body; a new one is made for every attempt, because an attempt may fail half-way.
  interface BodyReader<T> {
    ApiAnswer read(InputStream body) throws IOException;

    T value();
  }

  /// It succeeded.
  record Done<T>(T value, ApiAnswer answer) implements Attempt<T> {}

  /// It failed.
  record Failed<T>(Failure failure) implements Attempt<T> {}
}
