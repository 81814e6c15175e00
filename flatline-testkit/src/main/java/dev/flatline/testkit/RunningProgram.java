package dev.flatline.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that a test has started on this machine's loopback; closing ends it.
public final class RunningProgram implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_END = Duration.ofSeconds(20);
  private static final int CONNECT_MILLIS = 2_000;

  private final Process process;
  private final Path log;

  private RunningProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts a program whose output goes to a file.
  public static RunningProgram start(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RunningProgram(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A port of the loopback that nobody listens to.
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until the program listens at this port; fails with its output where it ends instead.
  public void awaitListening(int port) {
    await("a listener on port " + port)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> listens(port));
  }

  /// Waits until the program has written this; fails with its output where it ends instead.
  public void awaitOutput(String text) {
    await("the program to write " + text)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> wrote(text));
  }

  /// Waits until this URL answers 200; fails with the program's output where it ends instead.
  public void awaitReady(String url) {
    await("an answer from " + url)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isReady(URI.create(url)));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean wrote(String text) throws IOException {
    requireAlive();
    return Files.readString(log).contains(text);
  }

  private boolean listens(int port) throws IOException {
    requireAlive();
    try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isReady(URI url) throws IOException {
    requireAlive();
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(CONNECT_MILLIS);
    try {
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("the program has ended:\n" + Files.readString(log));
    }
  }
}
