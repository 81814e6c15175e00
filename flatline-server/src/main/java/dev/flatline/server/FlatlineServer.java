package dev.flatline.server;

import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceConfig;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.message.Sender;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.canary.Canary;
import dev.flatline.server.canary.CanaryMail;
import dev.flatline.server.canary.CanaryStatus;
import dev.flatline.server.config.CanaryConfig;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.console.FleetView;
import dev.flatline.server.console.LiveEvents;
import dev.flatline.server.guard.Access;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.outbox.Senders;
import dev.flatline.server.outbox.SinkRoute;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.recent.Recent;
import dev.flatline.server.recent.SeriesStore;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.Outbox;
import dev.flatline.server.store.Retention;
import dev.flatline.server.store.SqlActionStore;
import dev.flatline.server.store.SqlAuditLog;
import dev.flatline.server.store.SqlFindingHistory;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.server.store.SqlHeardStore;
import dev.flatline.server.store.SqlSeriesStore;
import dev.flatline.server.store.SqlTokenStore;
import dev.flatline.server.store.StoreException;
import dev.flatline.server.tenant.TenantActions;
import dev.flatline.server.tenant.TenantFindings;
import dev.flatline.server.tls.CertificateWatch;
import dev.flatline.server.tls.ServerTls;
import dev.flatline.server.warning.Warnings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server.
public final class FlatlineServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlatlineServer.class);

  /// How often samples are made of series: a tenth of the second after which they should be judged.
  private static final long ADVANCE_MILLIS = 100;

  /// What is kept for a year may stay an hour longer.
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);

  /// A certificate that was renewed needs no warning for longer than that.
  private static final Duration CERTIFICATES_EVERY = Duration.ofMinutes(1);

  /// What a page may show where the judgement is too busy to say it anew: where workloads stand is
  /// the mean of half an hour. Of 200,000 workloads it takes some 40 MB.
  private static final Duration FLEET_EVERY = Duration.ofMinutes(5);

  /// A minute of a fleet that is too large is four scrapes of it.
  private static final Duration ROOM_EVERY = Duration.ofMinutes(1);

  /// What a crash forgets of when sources and senders were last heard.
  private static final Duration HEARD_EVERY = Duration.ofMinutes(1);

  private static final Clock CLOCK = Clock.systemUTC();

  private final ServerSettings settings;
  private final DataFolder folder;
  private final Database database;
  private final AuditLog audit;
  private final SampleQueue queue;
  private final RoomWatch roomWatch;
  private final SnapshotWatch snapshotWatch;
  private final Recent recent;
  private final Judgement judgement;
  private final FleetView fleet;
  private final PushedSeries pushed;
  private final HeardMemory heard;
  private final LiveEvents events;
  private final Optional<CertificateWatch> certificates;
  private final Polls polls;
  private final ScheduledExecutorService ticker;
  private final ScheduledExecutorService keeper;
  private final Retention retention;
  private final Couriers couriers;
  private final Access access;
  private final Optional<Path> firstToken;
  private final Server http;
  private final Optional<ServerTls> tls;
  private final SqlFindingStore store;
  private final Warnings warnings;
  private volatile Optional<Canary> canary = Optional.empty();

  private FlatlineServer(ServerSettings settings, DataFolder folder, Database database) {
    this.tls = settings.config().tls().map(ServerTls::new);
    List<SinkRoute> routes = routes(settings);
    Outbox outbox =
        new Outbox(database, routes.stream().map(SinkRoute::subscription).toList(), CLOCK);
    this.store = new SqlFindingStore(database, outbox);
    this.audit = new SqlAuditLog(database);
    this.settings = settings;
    this.folder = folder;
    this.database = database;
    this.events = new LiveEvents();
    this.warnings = new Warnings(CLOCK, events::changed);
    this.certificates = tls.map(one -> new CertificateWatch(one, warnings, CLOCK));
    HeapRoom room = HeapRoom.here();
    this.queue = new SampleQueue(room.samples());
    this.roomWatch = new RoomWatch(room, warnings);
    this.snapshotWatch = new SnapshotWatch(settings.config().snapshot().every(), warnings);
    this.pushed = new PushedSeries(queue, CLOCK, settings.engine().lateness(), room.series());
    this.heard = new HeardMemory(new SqlHeardStore(database), settings.config().poll(), CLOCK);
    SeriesStore series = new SqlSeriesStore(database);
    this.recent = Recent.of(folder.path(), store, series, CLOCK, events::changed);
    this.judgement =
        Judgement.start(
            settings(settings, heard, room, new JudgedWork(recent, events)),
            queue,
            store,
            new SnapshotFolder(folder.path()));
    this.fleet = new FleetView(judgement, CLOCK);
    this.polls = Polls.start(settings.config().poll(), judgement, queue, CLOCK);
    this.ticker = scheduler("push");
    this.keeper = scheduler("retention");
    this.retention = new Retention(database, settings.config().retention());
    this.couriers = Couriers.start(routes, outbox, CLOCK, events::changed);
    this.access = access(settings, database, audit, tls);
    this.firstToken =
        settings.asksEverybody()
            ? FirstToken.of(access.tokens(), folder, SqlAuditLog.SERVER)
            : Optional.empty();
    this.http =
        new ServerRoutes(
                settings,
                judgement,
                fleet,
                recent,
                queue,
                pushed,
                heard.senders(),
                polls,
                couriers,
                events,
                warnings,
                access,
                this::canary,
                CLOCK)
            .server(tls, stores(database, store, series, audit, access));
  }

  private static ServerStores stores(
      Database database, SqlFindingStore store, SeriesStore series, AuditLog audit, Access access) {
    return new ServerStores(
        new TenantFindings(store),
        series,
        new TenantActions(new SqlActionStore(database), store, access.refusals()),
        new SqlFindingHistory(database),
        audit);
  }

  private static Judgement.Settings settings(
      ServerSettings settings, HeardMemory heard, HeapRoom room, JudgedWork witness) {
    return new Judgement.Settings(
        settings.engine(),
        settings.policy(),
        CLOCK,
        settings.config().snapshot().every(),
        heard.sources(),
        room.workloads(),
        witness);
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
  }

  private static Access access(
      ServerSettings settings, Database database, AuditLog audit, Optional<ServerTls> tls) {
    return Access.of(
        new SqlTokenStore(database),
        audit,
        CLOCK,
        settings.asksEverybody(),
        browsersSpeakTls(settings.config()),
        new ShownCertificates(tls),
        settings.config().tenants());
  }

  private static boolean browsersSpeakTls(ServerConfig config) {
    return config.tls().isPresent()
        || config.access().plain()
        || config.oidc().filter(OidcConfig::isSecure).isPresent();
  }

  private static List<SinkRoute> routes(ServerSettings settings) {
    Sender sender = Senders.here(settings.version());
    return settings.config().sinks().stream().map(sink -> SinkRoute.of(sink, sender)).toList();
  }

  /// Takes the data folder, goes on from its newest snapshot, and listens.
  ///
  /// @throws dev.flatline.server.store.StoreException where the folder, what is in it, or the
  ///     database cannot be used
  /// @throws dev.flatline.server.judge.SnapshotException where the snapshot cannot be used
  /// @throws CompletionException where the address cannot be listened at
  public static FlatlineServer start(ServerSettings settings) {
    DataFolder folder = DataFolder.take(settings.dataFolder());
    try {
      return start(settings, folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static FlatlineServer start(ServerSettings settings, DataFolder folder) {
    Database database =
        settings
            .config()
            .store()
            .map(Database::postgresql)
            .orElseGet(() -> Database.embedded(folder));
    try {
      return start(settings, folder, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static FlatlineServer start(
      ServerSettings settings, DataFolder folder, Database database) {
    FlatlineServer server = new FlatlineServer(settings, folder, database);
    server.warnings.listen(server.couriers);
    try {
      server.http.start().join();
      server.startCanary();
      server.audit.write(entry("server.start", settings.version() + " listens at " + server.uri()));
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
    server.recent.start();
    ScheduledFuture<?> unused =
        server.ticker.scheduleWithFixedDelay(
            server::advance, ADVANCE_MILLIS, ADVANCE_MILLIS, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> unusedToo =
        server.keeper.scheduleWithFixedDelay(
            server::removeWhatIsOld, 1, RETENTION_EVERY.toMinutes(), TimeUnit.MINUTES);
    ScheduledFuture<?> unusedThree =
        server.keeper.scheduleWithFixedDelay(
            server::lookAtCertificates, 0, CERTIFICATES_EVERY.toMinutes(), TimeUnit.MINUTES);
    ScheduledFuture<?> unusedFour =
        server.keeper.scheduleWithFixedDelay(
            server.fleet::look, 0, FLEET_EVERY.toMinutes(), TimeUnit.MINUTES);
    ScheduledFuture<?> unusedFive =
        server.keeper.scheduleWithFixedDelay(
            server::lookForRoom, 1, ROOM_EVERY.toMinutes(), TimeUnit.MINUTES);
    ScheduledFuture<?> unusedSix =
        server.keeper.scheduleWithFixedDelay(server::lookAround, 1, 1, TimeUnit.MINUTES);
    ScheduledFuture<?> unusedSeven =
        server.keeper.scheduleWithFixedDelay(
            server::rememberWhatWasHeard,
            HEARD_EVERY.toMinutes(),
            HEARD_EVERY.toMinutes(),
            TimeUnit.MINUTES);
    return server;
  }

  /// Where it listens.
  public URI uri() {
    String scheme = settings.config().tls().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + host() + ":" + http.activeLocalPort());
  }

  private String host() {
    InetAddress address = settings.listen().getAddress();
    String host =
        NetUtil.toAddressString(
            address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address);
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /// Every address that it answers at.
  List<Route> routes() {
    return http.config().serviceConfigs().stream().map(ServiceConfig::route).toList();
  }

  /// The file that holds the first token, for whoever may read the data folder: made where
  /// everybody is asked who they are, and nobody has one yet that may make others.
  public Optional<Path> firstToken() {
    return firstToken;
  }

  /// Where samples wait to be judged, for sources in the same process.
  public SampleQueue queue() {
    return queue;
  }

  /// Takes no more requests, judges what waits, writes the state, and gives the folder back.
  @Override
  public void close() {
    stop();
    tellOfTheEnd();
    database.close();
    folder.close();
  }

  /// The end goes on where it cannot be told of.
  private void tellOfTheEnd() {
    try {
      audit.write(entry("server.stop", ""));
    } catch (StoreException e) {
      LOG.warn("the audit log does not tell of this end: {}", e.getMessage());
    }
  }

  private static AuditEntry entry(String what, String detail) {
    return AuditEntry.done(CLOCK.instant(), SqlAuditLog.SERVER, what, "", detail);
  }

  /// Whether the detector sees; empty where nobody tries.
  Optional<CanaryStatus> canary() {
    return canary.map(Canary::status);
  }

  private void startCanary() {
    CanaryConfig config = settings.config().canary();
    if (config.enabled()) {
      CanaryMail mail =
          new CanaryMail(uri(), tls.map(ServerTls::towardsItself), access.own().text());
      Canary.Way way = new Canary.Way(mail, judgement.canary(), store::rehearse);
      canary = Optional.of(Canary.start(way, config.every(), warnings, CLOCK));
    }
  }

  /// A failure that left here would end the ticking in silence.
  private void advance() {
    try {
      pushed.advance();
    } catch (RuntimeException e) {
      LOG.error("no samples could be made of the series that are pushed", e);
    }
  }

  private void removeWhatIsOld() {
    try {
      retention.apply(CLOCK.instant());
    } catch (RuntimeException e) {
      LOG.warn("what was kept long enough stays for now: {}", e.getMessage());
    }
  }

  private void lookAtCertificates() {
    try {
      certificates.ifPresent(CertificateWatch::look);
    } catch (RuntimeException e) {
      LOG.error("nobody knows how long certificates hold", e);
    }
  }

  private void lookAround() {
    canary.ifPresent(Canary::look);
    snapshotWatch.look(judgement.snapshots());
  }

  void rememberWhatWasHeard() {
    heard.keep(judgement);
  }

  /// Not on the judging thread, which would wait while series are taken.
  private void lookForRoom() {
    CompletableFuture<Void> unused =
        judgement
            .counts()
            .thenAcceptAsync(
                counts ->
                    roomWatch.look(
                        counts.dropped().of(DropReason.NO_ROOM), pushed.counts().noRoom()),
                keeper);
  }

  private void stop() {
    canary.ifPresent(Canary::close);
    events.close();
    http.stop().join();
    polls.close();
    ticker.close();
    keeper.close();
    advance();
    rememberWhatWasHeard();
    judgement.close();
    recent.close();
    couriers.close();
  }
}
