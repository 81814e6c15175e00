package dev.flatline.server.judge;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The newest snapshot of an engine and the one before it. A new one is written beside them and
/// takes its place whole, so that whenever the power fails one of the two is good.
public final class SnapshotFolder {
  private final Path newest;
  private final Path before;
  private final Path unfinished;

  /// @param folder exists
  public SnapshotFolder(Path folder) {
    this.newest = folder.resolve("state.snapshot");
    this.before = folder.resolve("state.before.snapshot");
    this.unfinished = folder.resolve("state.unfinished.snapshot");
  }

  /// Writes a new one.
  ///
  /// @throws IOException where the disk is full or cannot be written; the newest stays as it is
  void write(Engine engine, Reached reached) throws IOException {
    try (SnapshotWriter writer = begin()) {
      writer.accept(reached.toRecord());
      engine.snapshot(writer);
      finish(writer);
    }
  }

  /// Begins a new one, beside the others.
  SnapshotWriter begin() throws IOException {
    return SnapshotWriter.begin(unfinished);
  }

  /// Puts the one that was begun last in the place of the newest.
  ///
  /// @throws IOException where the disk is full or cannot be written; the newest stays as it is
  void finish(SnapshotWriter begun) throws IOException {
    begun.finish();
    if (Files.exists(newest)) {
      Files.move(newest, before, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(unfinished, newest, StandardCopyOption.ATOMIC_MOVE);
    forceNames();
  }

  /// Without this a power cut could undo the moves, after what the snapshot made superfluous is
  /// gone.
  private void forceNames() throws IOException {
    try (FileChannel folder = FileChannel.open(newest.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  /// What a snapshot holds.
  ///
  /// @param engine as it was
  /// @param reached up to when its sources were judged by it
  record Restored(Engine engine, Reached reached) {}

  /// The engine of the newest snapshot, or of the one before where writing was cut off between the
  /// two; a new engine where there is none.
  ///
  /// @throws SnapshotException where it is damaged, or of another version or other settings;
  ///     nothing was changed
  Restored restore(EngineSettings settings, Policy policy, FindingSink sink) {
    Path file = Files.exists(newest) ? newest : before;
    if (!Files.exists(file)) {
      return new Restored(new Engine(settings, policy, sink), new Reached());
    }
    try (SnapshotRecords records = SnapshotRecords.open(file)) {
      Reached reached = records.hasNext() ? Reached.ofRecord(records.next()) : new Reached();
      return new Restored(Engine.restore(settings, policy, sink, records), reached);
    } catch (StateException e) {
      throw new SnapshotException(
          file + " does not fit: " + e.getMessage() + "; " + whatToDo(file), e);
    } catch (SnapshotException e) {
      throw new SnapshotException(e.getMessage() + "; " + whatToDo(file), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The newest snapshot, where there is one.
  public Optional<Path> newest() {
    return Stream.of(newest, before).filter(Files::exists).findFirst();
  }

  /// When that was written.
  Optional<Instant> newestWritten() {
    return newest()
        .map(
            file -> {
              try {
                return Files.getLastModifiedTime(file).toInstant();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /// Reads a snapshot to its end.
  ///
  /// @return how many workloads are in it
  /// @throws SnapshotException where it is damaged or of another version
  /// @throws IOException where it cannot be read
  public static long verify(Path file) throws IOException {
    long workloads = 0;
    try (SnapshotRecords all = SnapshotRecords.open(file)) {
      if (all.hasNext()) {
        Reached.ofRecord(all.next());
      }
      Engine.requireReadable(all);
      for (; all.hasNext(); all.next()) {
        workloads++;
      }
    } catch (StateException e) {
      throw new SnapshotException(file + " does not fit: " + e.getMessage(), e);
    }
    return workloads;
  }

  private String whatToDo(Path file) {
    boolean older = file.equals(newest) && Files.exists(before);
    return older
        ? "move it away to go on from the one before it, " + before
        : "move it away to begin anew, without what was learned";
  }
}
