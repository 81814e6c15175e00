package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.file.FileSettings;
import dev.flatline.connectors.file.FileSource;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Feeds the recording that ships with the project as though it ended now, sixty times as fast as
/// it was. Ends with the process.
final class DemoFeed {
  /// How much faster: 45 minutes take as many seconds.
  static final int SPEED = 60;

  private static final long TICK_MILLIS = 200;

  private final SampleQueue queue;
  private final PrintWriter out;

  DemoFeed(SampleQueue queue, PrintWriter out) {
    this.queue = queue;
    this.out = out;
  }

  void start() {
    List<Sample> samples = recording();
    Thread feed = new Thread(() -> feed(samples), "demo");
    feed.setDaemon(true);
    feed.start();
  }

  /// In order of time.
  private static List<Sample> recording() {
    List<Sample> samples = new ArrayList<>();
    FileSource.of(List.of(DemoCommand.recording().toString()), FileSettings.DEFAULTS)
        .read(samples::add, Progress.NONE);
    samples.sort(Comparator.comparingLong(Sample::atMillis));
    return samples;
  }

  private void feed(List<Sample> samples) {
    long first = samples.getFirst().atMillis();
    long length = samples.getLast().atMillis() - first;
    long begun = System.currentTimeMillis();
    long later = begun - length - first;
    try {
      for (int fed = 0; fed < samples.size(); Thread.sleep(TICK_MILLIS)) {
        long reached = first + SPEED * (System.currentTimeMillis() - begun);
        List<Sample> due = new ArrayList<>();
        while (fed < samples.size() && samples.get(fed).atMillis() <= reached) {
          Sample sample = samples.get(fed++);
          due.add(new Sample(sample.workload(), sample.atMillis() + later, sample.values()));
        }
        queue.put(new Batch("demo", due));
      }
      out.println("The recording is over; the server goes on until Ctrl-C.");
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
