package dev.flatline.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What lines of the log look like, and how many there are.
class LogTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("dev.flatline.server.Some");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");

  LogTest() {
    LogLimit limit = new LogLimit(() -> now);
    limit.start();
    context.addTurboFilter(limit);
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @Test
  void linesOfOnePattern_beyondTheLimit_areLeftOutAndToldOnceTheMinuteIsOver() {
    for (int i = 0; i < 25; i++) {
      logger.warn("server {} cannot be read", i);
      logger.debug("server {} is asked", i);
    }
    logger.info("something else");
    assertThat(messages()).hasSize(LogLimit.MOST + 1).contains("something else");
    now = now.plus(LogLimit.WINDOW);
    logger.info("later");
    assertThat(messages()).endsWith("15 more were left out of: server {} cannot be read", "later");
    logger.warn("server {} cannot be read", 26);
    assertThat(messages()).endsWith("server 26 cannot be read");
  }

  @Test
  void linesOfOnePattern_slowly_areAllThere() {
    for (int i = 0; i < 25; i++) {
      logger.warn("server {} cannot be read", i);
      now = now.plus(Duration.ofSeconds(6));
    }
    assertThat(messages()).hasSize(25);
  }

  @Test
  void textsThatAreNewEachTime_takeNoMoreMemory() {
    for (int i = 0; i < 5_000; i++) {
      logger.warn("text " + i);
    }
    assertThat(messages()).hasSize(5_000);
  }

  @Test
  void json_isAnObjectALine_withMessageAndFailure() {
    String line = encoded(LogFormat.json);
    assertThat(line.strip()).doesNotContain("\n");
    JsonNode object = JsonMapper.shared().readTree(line);
    assertThat(object.propertyNames())
        .containsExactly(
            "timestamp", "level", "threadName", "loggerName", "formattedMessage", "throwable");
    assertThat(object.get("formattedMessage").asString()).isEqualTo("it \"failed\"\n1 time");
    assertThat(object.get("throwable").get("message").asString()).isEqualTo("why");
  }

  @Test
  void text_isALineForPeople() {
    assertThat(encoded(LogFormat.text))
        .matches("(?s)\\d{4}-\\d{2}-\\d{2}T\\S+ WARN Some - it \"failed\".*why.*");
  }

  @Test
  void process_logsWhatTheServerSays_andWhatLibrariesWarnOf() {
    LoggerContext own = (LoggerContext) LoggerFactory.getILoggerFactory();
    assertThat(own.getLogger("dev.flatline.server").isInfoEnabled()).isTrue();
    assertThat(own.getLogger("com.linecorp.armeria").isInfoEnabled()).isFalse();
    assertThat(own.getTurboFilterList()).hasSize(1).first().isInstanceOf(LogLimit.class);
  }

  @Test
  void use_changesHowTheProcessLogs() {
    Logger root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    LogFormat.json.use();
    assertThat(encoder(root)).isInstanceOf(JsonEncoder.class);
    LogFormat.text.use();
    assertThat(encoder(root)).isInstanceOf(PatternLayoutEncoder.class);
  }

  private static Encoder<ILoggingEvent> encoder(Logger root) {
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(appenders::add);
    assertThat(appenders).hasSize(1);
    return ((ConsoleAppender<ILoggingEvent>) appenders.getFirst()).getEncoder();
  }

  private String encoded(LogFormat format) {
    LoggingEvent event =
        new LoggingEvent(
            LogTest.class.getName(),
            logger,
            Level.WARN,
            "it \"failed\"\n{} time",
            new IllegalStateException("why"),
            new Object[] {1});
    return new String(format.encoder(context).encode(event), StandardCharsets.UTF_8);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
