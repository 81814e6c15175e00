package dev.flatline.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is made of files, made anew when one of them has changed. While they cannot be read, what
/// was made before holds.
///
/// @param <T> what is made
final class ReloadedFiles<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedFiles.class);

  /// How often is looked: a certificate is renewed days before it ends.
  static final Duration LOOKED_EVERY = Duration.ofSeconds(10);

  private final List<Path> files;
  private final Making<T> making;
  private T made;
  private List<State> states;
  private final LongSupplier nanos;
  private long lookedNanos;

  /// Makes something of files.
  interface Making<T> {
    T make() throws Exception;
  }

  private record State(FileTime changed, long bytes) {}

  /// Makes it for the first time.
  ///
  /// @param nanos by which time passes, in nanoseconds of the machine
  /// @throws Exception as the making does
  ReloadedFiles(List<Path> files, LongSupplier nanos, Making<T> making) throws Exception {
    this.files = List.copyOf(files);
    this.nanos = nanos;
    this.lookedNanos = nanos.getAsLong();
    this.making = making;
    this.states = states();
    this.made = making.make();
  }

  /// What the files say now.
  synchronized T get() {
    long now = nanos.getAsLong();
    if (now - lookedNanos >= LOOKED_EVERY.toNanos()) {
      lookedNanos = now;
      lookAgain();
    }
    return made;
  }

  /// Looks now, whatever the time.
  synchronized void lookAgain() {
    try {
      List<State> found = states();
      if (!found.equals(states)) {
        made = making.make();
        states = found;
        LOG.info("read anew: {}", files);
      }
    } catch (Exception e) {
      LOG.error("{} cannot be read; what it said before holds: {}", files, e.toString());
    }
  }

  private List<State> states() throws IOException {
    List<State> found = new ArrayList<>();
    for (Path file : files) {
      found.add(new State(Files.getLastModifiedTime(file), Files.size(file)));
    }
    return found;
  }
}
