package dev.flatline.server.outbox;

import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.message.Sender;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.Outbox;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.server.warning.Warnings;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What of a server keeps findings, and tells of them and of warnings.
final class ToldServer implements AutoCloseable {
  private final DataFolder folder;
  private final SqlFindingStore store;
  private final Couriers couriers;
  private final Warnings warnings;
  private final AtomicInteger settled = new AtomicInteger();

  private ToldServer(Path path, ManualClock clock, List<SinkConfig> sinks) {
    folder = DataFolder.take(path);
    Database database = Database.embedded(folder);
    List<SinkRoute> routes =
        sinks.stream().map(sink -> SinkRoute.of(sink, new Sender("1.0", "test-host"))).toList();
    Outbox outbox =
        new Outbox(database, routes.stream().map(SinkRoute::subscription).toList(), clock);
    store = new SqlFindingStore(database, outbox);
    couriers = Couriers.start(routes, outbox, clock, settled::incrementAndGet);
    warnings = new Warnings(clock, () -> {});
    warnings.listen(couriers);
  }

  static ToldServer start(Path path, ManualClock clock, SinkConfig... sinks) {
    return new ToldServer(path, clock, Arrays.asList(sinks));
  }

  /// A sink over plain HTTP.
  static SinkConfig http(String name, SinkType type, String url) {
    return sink(
        name,
        type,
        new SinkConfig.Place.Http(
            new HttpTarget(
                new HttpTarget.Address.Open(URI.create(url)),
                Optional.empty(),
                Optional.empty(),
                TlsSettings.PLATFORM)));
  }

  static SinkConfig sink(String name, SinkType type, SinkConfig.Place place) {
    return new SinkConfig(
        name,
        type,
        place,
        Severity.MEDIUM,
        WorkloadPattern.named("*"),
        type != SinkType.OCSF && type != SinkType.ECS,
        Map.of(),
        Optional.of(URI.create("https://flatline.example")));
  }

  void save(Finding... findings) {
    store.save(List.of(findings));
  }

  Warnings warnings() {
    return warnings;
  }

  /// Takes away what every look at the outbox needs.
  void breakStore() {
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
        Statement statement = raw.createStatement()) {
      statement.execute("drop table outbox");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// How often was said that a message was delivered or given up.
  int settled() {
    return settled.get();
  }

  SinkStatus status(String sink) {
    return couriers.status().stream()
        .filter(one -> one.name().equals(sink))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    couriers.close();
    folder.close();
  }
}
