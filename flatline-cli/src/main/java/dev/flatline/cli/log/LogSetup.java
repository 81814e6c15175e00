package dev.flatline.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.InstantSource;

/// Sets the log up: what the server says itself, and what its libraries warn of, to standard error.
/// Logback finds it by its name.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String OURS = "dev.flatline";

  /// Makes one.
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext log) {
    log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    log.getLogger(OURS).setLevel(Level.INFO);
    LogLimit limit = new LogLimit(InstantSource.system());
    limit.setContext(log);
    limit.start();
    log.addTurboFilter(limit);
    write(log, LogFormat.text);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void write(LoggerContext log, LogFormat format) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(log);
    console.setTarget(ConsoleTarget.SystemErr.getName());
    console.setEncoder(format.encoder(log));
    console.start();
    Logger root = log.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(console);
  }
}
