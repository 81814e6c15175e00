package dev.flatline.testkit.ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/// A receiver of webhooks that fails, hangs, and hangs up now and then.
final class HookReceiver implements AutoCloseable {
  private static final int TAKEN = 200;
  private static final int FAILED = 503;
  private static final int PERCENT = 100;
  private static final int FAILS_PERCENT = 4;
  private static final int HANGS_UP_PERCENT = 4;
  private static final int HANGS_PERCENT = 2;
  private static final Duration HANGS = Duration.ofSeconds(1);

  private final DeliveryLedger ledger;
  private final HttpServer server;
  private final RandomGenerator random;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<Runnable> onArrival = new AtomicReference<>();
  private volatile boolean wellBehaved;

  private HookReceiver(DeliveryLedger ledger, HttpServer server, long seed) {
    this.ledger = ledger;
    this.server = server;
    this.random = new Random(seed);
  }

  /// Listens at a free port of the loopback.
  static HookReceiver start(DeliveryLedger ledger, long seed) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      HookReceiver receiver = new HookReceiver(ledger, server, seed);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::answer);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /// From now on every message is taken and answered.
  void behaveWell() {
    wellBehaved = true;
  }

  /// Runs this once, when the next message has come and is not answered yet.
  void onArrival(Runnable action) {
    onArrival.set(action);
  }

  /// Runs nothing when a message comes.
  void expectNothing() {
    onArrival.set(null);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int fate = wellBehaved ? PERCENT : random.nextInt(PERCENT);
      boolean taken = fate >= FAILS_PERCENT;
      ledger.arrive(body, taken);
      Runnable action = onArrival.getAndSet(null);
      if (action != null) {
        action.run();
      }
      if (fate < FAILS_PERCENT) {
        exchange.sendResponseHeaders(FAILED, -1);
      } else if (fate < FAILS_PERCENT + HANGS_UP_PERCENT + HANGS_PERCENT) {
        hang(fate < FAILS_PERCENT + HANGS_PERCENT);
      } else {
        exchange.sendResponseHeaders(TAKEN, -1);
      }
    }
  }

  /// Never answers: closing the exchange hangs up.
  private void hang(boolean first) {
    try {
      boolean unused = first && end.await(HANGS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
