package dev.flatline.connectors.file;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lets one thread read (unpack and decode) while the caller's judges: samples go over in batches,
/// through a queue that is bounded in their number.
final class Handover {
  private static final int BATCH_SAMPLES = 1024;
  private static final int QUEUED_BATCHES = 8;

  /// No batch but this one is empty.
  private static final List<Sample> END = List.of();

  private final BlockingQueue<List<Sample>> queue = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private List<Sample> batch = new ArrayList<>(BATCH_SAMPLES);

  private Handover() {}

  /// Runs the reading in a thread of its own and hands its samples to the sink in the caller's.
  /// What the reading throws is thrown here, after the samples before it; what the sink throws ends
  /// the reading.
  ///
  /// @param reading reads everything into the consumer that it is given
  /// @param afterBatch called now and then in the caller's thread
  static SourceReport run(
      Function<Consumer<Sample>, SourceReport> reading, SampleSink sink, Runnable afterBatch) {
    Handover handover = new Handover();
    ExecutorService reader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("file-reader").daemon(true).factory());
    try {
      Future<SourceReport> report = reader.submit(() -> handover.produce(reading));
      handover.consume(sink, afterBatch);
      return report.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      reader.shutdownNow();
    }
  }

  private SourceReport produce(Function<Consumer<Sample>, SourceReport> reading) {
    try {
      return reading.apply(this::add);
    } finally {
      if (!batch.isEmpty()) {
        put(batch);
      }
      put(END);
    }
  }

  private void add(Sample sample) {
    batch.add(sample);
    if (batch.size() == BATCH_SAMPLES) {
      List<Sample> full = batch;
      batch = new ArrayList<>(BATCH_SAMPLES);
      put(full);
    }
  }

  private void put(List<Sample> samples) {
    try {
      queue.put(samples);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private void consume(SampleSink sink, Runnable afterBatch) throws InterruptedException {
    for (List<Sample> samples = queue.take(); !samples.isEmpty(); samples = queue.take()) {
      for (Sample sample : samples) {
        sink.accept(sample);
      }
      afterBatch.run();
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("reading was interrupted");
  }

  private static RuntimeException unchecked(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException ours
        ? ours
        : new IllegalStateException(failure);
  }
}
