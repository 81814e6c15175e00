package dev.flatline.server.poll;

import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// All servers that are polled. None of them keeps another waiting.
public final class Polls implements AutoCloseable {
  private final List<Poll> polls;

  private Polls(List<Poll> polls) {
    this.polls = List.copyOf(polls);
  }

  /// Begins to poll, each server from where it was judged. What comes into the queue afterwards is
  /// judged together with what these servers have of the same time.
  public static Polls start(
      List<PolledServer> servers, Judgement judgement, SampleQueue queue, Clock clock) {
    List<Poll> polls = new ArrayList<>();
    for (PolledServer server : servers) {
      polls.add(
          new Poll(
              server,
              judgement.reached(server.source()).join(),
              queue,
              clock,
              duration -> Thread.sleep(duration)));
    }
    polls.forEach(Poll::start);
    return new Polls(polls);
  }

  /// How it goes, server by server.
  public List<PollCounts> counts() {
    return polls.stream().map(Poll::counts).toList();
  }

  /// Ends all of them.
  @Override
  public void close() {
    polls.forEach(Poll::close);
  }
}
