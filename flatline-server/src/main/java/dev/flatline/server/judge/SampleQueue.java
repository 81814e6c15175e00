package dev.flatline.server.judge;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What waits to be judged, bounded by the number of samples. Safe for several threads.
public final class SampleQueue {
  private final BlockingQueue<Batch> batches = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Object room = new Object();
  private final long capacity;

  /// @param capacity how many samples may wait, above 0
  public SampleQueue(long capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.capacity = capacity;
  }

  /// Takes all of a batch or nothing of it.
  ///
  /// @return whether there was room; a batch larger than the queue finds room in an empty one
  public boolean offer(Batch batch) {
    int size = batch.samples().size();
    if (!reserve(size)) {
      turnedAway.addAndGet(size);
      return false;
    }
    return batches.add(batch);
  }

  /// Takes a batch, as soon as there is room: for who can wait.
  public void put(Batch batch) throws InterruptedException {
    synchronized (room) {
      while (!reserve(batch.samples().size())) {
        room.wait();
      }
    }
    batches.add(batch);
  }

  private boolean reserve(int size) {
    long after = waiting.addAndGet(size);
    boolean fits = after <= capacity || after <= size;
    if (!fits) {
      waiting.addAndGet(-size);
    }
    return fits;
  }

  /// The batch that waits longest, for at most so long; null where none came.
  @Nullable Batch poll(long millis) throws InterruptedException {
    Batch batch = batches.poll(millis, TimeUnit.MILLISECONDS);
    if (batch != null) {
      waiting.addAndGet(-batch.samples().size());
      synchronized (room) {
        room.notifyAll();
      }
    }
    return batch;
  }

  /// How many samples may wait.
  public long capacity() {
    return capacity;
  }

  /// How many samples wait.
  public long waiting() {
    return waiting.get();
  }

  /// How many samples found no room; whoever sent them was told.
  public long turnedAway() {
    return turnedAway.get();
  }
}
