package dev.flatline.server.outbox;

import dev.flatline.connectors.net.BackOff;
import dev.flatline.connectors.sink.Payload;
import dev.flatline.formats.message.AlertmanagerJson;
import dev.flatline.formats.message.ServerWarning;
import dev.flatline.formats.message.WarningEncoder;
import dev.flatline.formats.message.WarningMessage;
import dev.flatline.server.outbox.WarningState.Standing;
import dev.flatline.server.store.Backlog;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.WarningListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What one sink is to be told of the server's warnings. Of each only the newest state waits, in
/// memory: what is wrong is raised anew after a start. A warning goes out without the store, which
/// may be what it warns of. Safe for several threads; nobody waits here for the sink.
final class WarningOutbox implements WarningListener {
  private final SinkRoute route;
  private final WarningEncoder encoder;
  private final boolean repeats;
  private final InstantSource clock;
  private final Map<String, WarningState> states = new HashMap<>();

  private WarningOutbox(SinkRoute route, WarningEncoder encoder, InstantSource clock) {
    this.route = route;
    this.encoder = encoder;
    this.repeats = encoder instanceof AlertmanagerJson;
    this.clock = clock;
  }

  /// A state on its way.
  ///
  /// @param state whose it is
  /// @param number which of its states
  /// @param payload what is sent
  record Letter(WarningState state, int number, Payload payload) {}

  /// That of a sink; empty where it is told of findings alone.
  static Optional<WarningOutbox> of(SinkRoute route, InstantSource clock) {
    return route.config().warnings() && route.encoder() instanceof WarningEncoder encoder
        ? Optional.of(new WarningOutbox(route, encoder, clock))
        : Optional.empty();
  }

  /// What the sink was told of it is told on below the severity that the sink asks for.
  @Override
  public synchronized void raised(Warning warning, Instant at) {
    WarningState known = states.get(warning.id());
    if (known != null && !known.isOver()) {
      known.goesOn(warning, at);
    } else if (warning.severity().compareTo(route.config().atLeast()) >= 0) {
      states.put(warning.id(), new WarningState(warning, at));
    }
  }

  @Override
  public synchronized void cleared(Warning warning, Instant at) {
    WarningState known = states.get(warning.id());
    if (known != null && !known.isOver()) {
      known.ends(at);
    }
  }

  /// What is to be sent now; empty where nothing is. It comes again later unless it is settled.
  synchronized Optional<Letter> next() {
    Instant now = clock.instant();
    return states.values().stream()
        .filter(state -> !state.due().isAfter(now))
        .min(Comparator.comparing(WarningState::due))
        .map(state -> letter(state, now));
  }

  /// It counts as an attempt before it is one: what cannot even be written holds up nothing. An
  /// alert must not lapse while the wait between attempts grows.
  private Letter letter(WarningState state, Instant now) {
    BackOff backOff = repeats ? Courier.OF_SINK : Courier.OF_MESSAGE;
    state.attempted(
        now.plus(backOff.waitAfter(state.attempts() + 1, RandomGenerator.getDefault())));
    return new Letter(state, state.number(), payload(state));
  }

  private Payload payload(WarningState state) {
    Warning warning = state.warning();
    WarningMessage message =
        new WarningMessage(
            id(warning, state.number()),
            state.kind(),
            state.at(),
            new ServerWarning(
                route.sender().host(),
                warning.id(),
                warning.severity(),
                warning.text(),
                warning.since()),
            route.console());
    return new Payload(message.id(), encoder.contentType(), encoder.encode(message));
  }

  private String id(Warning warning, int number) {
    return String.join(
        "-",
        route.config().name(),
        "warning",
        warning.id().replaceAll("[^A-Za-z0-9_-]", "_"),
        Long.toString(warning.since().toEpochMilli()),
        Integer.toString(number));
  }

  /// The sink has it.
  ///
  /// @return whether that is news, and not an alert that was sent again
  boolean delivered(Letter letter) {
    return settled(letter, Standing.TOLD);
  }

  /// The sink does not want it.
  ///
  /// @return whether that is news, as above
  boolean refused(Letter letter) {
    return settled(letter, Standing.REFUSED);
  }

  private synchronized boolean settled(Letter letter, Standing answer) {
    WarningState state = letter.state();
    return state.settled(letter.number(), answer, again(state));
  }

  /// An Alertmanager forgets what it is not told again.
  private Instant again(WarningState state) {
    return repeats && !state.isOver()
        ? clock.instant().plus(AlertmanagerJson.SENT_AGAIN_EVERY)
        : Instant.MAX;
  }

  /// What waits or was given up, here and of findings.
  synchronized Backlog with(Backlog findings) {
    Optional<Instant> oldest =
        Stream.concat(
                findings.oldest().stream(),
                states.values().stream()
                    .filter(state -> state.stands(Standing.WAITS))
                    .map(WarningState::at))
            .min(Comparator.naturalOrder());
    return new Backlog(
        findings.waiting() + count(Standing.WAITS),
        oldest,
        findings.dead() + count(Standing.REFUSED));
  }

  private long count(Standing standing) {
    return states.values().stream().filter(state -> state.stands(standing)).count();
  }
}
