package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.testkit.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/// The commands that the documents show are commands of this program, and those of their blocks
/// run as they stand, but for those that [#ONLY_PARSED] names.
class DocumentedCommandsTest {
  /// Words with which a command is parsed and not run, and what it would need.
  private static final Map<String, String> ONLY_PARSED =
      Map.of(
          "--prometheus", "a server at that URL, which HuntPrometheusIT has",
          "--root", "a host's root mounted there",
          "findings", "a server that has found something, which FindingsCommandTest starts",
          "store", "the folder of a server, which StoreCommandTest makes",
          "serve", "someone who ends it, as ServeCommandTest does",
          "sink", "somebody to tell, as SinkCommandTest has",
          "doctor", "a machine where all is well, which DoctorCommandTest makes",
          "token", "a server that asks who everybody is, which TokenCommandTest starts");

  /// What makes a command short, and keeps it in the folder of the test.
  private static final Map<String, Map<String, String>> INSTEAD =
      Map.of(
          "record", Map.of("--duration", "200ms", "--interval", "100ms"),
          "demo", Map.of("--report", "flatline-demo.html"));

  private static final Pattern FILE =
      Pattern.compile("[\\w*/-]+\\.(csv|csv\\.gz|jsonl|json|html|yml|yaml)");

  private static final Pattern OPTION = Pattern.compile("(?<!\\S)--[a-z][a-z.-]*");

  /// Options that the documents name and that are other programs'.
  private static final Set<String> OF_OTHERS =
      Set.of(
          "--web.external-url",
          "--query.max-samples",
          "--metric-labels-allowlist",
          "--collector.processes");

  @TempDir private Path folder;

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(SourceTree.path("README.md")));
    try (Stream<Path> files = Files.walk(SourceTree.path("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents.stream();
  }

  @BeforeAll
  static void nameHome() {
    System.setProperty("flatline.home", SourceTree.path(".").toString());
  }

  @AfterAll
  static void forgetHome() {
    System.clearProperty("flatline.home");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_showsCommandsThatAreParsed(Path document) throws IOException {
    for (DocumentedCommand command : DocumentedCommand.in(Files.readString(document))) {
      assertThatCode(() -> parse(command)).as("%s", command).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_namesOptionsThatThereAre(Path document) throws IOException {
    Set<String> known = Set.copyOf(optionsOf(Main.commandLine()).toList());

    List<String> named =
        DocumentedCommand.spans(Files.readString(document)).stream()
            .filter(span -> span.startsWith("--"))
            .flatMap(span -> OPTION.matcher(span).results().map(MatchResult::group))
            .filter(option -> !OF_OTHERS.contains(option))
            .toList();

    assertThat(known).containsAll(named);
  }

  /// One folder a document, so that a command finds what one before it wrote.
  @ParameterizedTest
  @MethodSource("documents")
  void document_showsCommandsThatRun(Path document) throws IOException {
    fillFolder();
    for (DocumentedCommand command : DocumentedCommand.in(Files.readString(document))) {
      if (command.complete()
          && ONLY_PARSED.keySet().stream().noneMatch(command.words()::contains)) {
        CommandRun run = CommandRun.of(here(command).toArray(String[]::new));
        assertThat(run.exitCode())
            .as("%s%n%s", command, run.err())
            .isBetween(ExitCode.DONE, mostOf(command));
      }
    }
  }

  private static void parse(DocumentedCommand command) {
    try {
      Main.commandLine().parseArgs(command.words().toArray(String[]::new));
    } catch (MissingParameterException e) {
      if (command.complete()) {
        throw e;
      }
    }
  }

  private static Stream<String> optionsOf(CommandLine command) {
    return Stream.concat(
        command.getCommandSpec().optionsMap().keySet().stream(),
        command.getSubcommands().values().stream().flatMap(DocumentedCommandsTest::optionsOf));
  }

  private static int mostOf(DocumentedCommand command) {
    return command.words().contains("--fail-on") ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  /// The words of a command, short, and with its files in the folder of the test.
  private List<String> here(DocumentedCommand command) {
    List<String> words = new ArrayList<>(command.words());
    String name = words.getFirst();
    if (name.equals("record")) {
      assumeTrue(Files.exists(Path.of("/proc/stat")), "recording needs Linux");
      words.add("--force");
    }
    INSTEAD.getOrDefault(name, Map.of()).forEach((option, value) -> set(words, option, value));
    words.replaceAll(word -> FILE.matcher(word).matches() ? folder + "/" + word : word);
    return words;
  }

  private static void set(List<String> words, String option, String value) {
    int at = words.indexOf(option);
    if (at < 0) {
      words.addAll(List.of(option, value));
    } else {
      words.set(at + 1, value);
    }
  }

  /// Puts there the files that the documents take for the reader's own.
  private void fillFolder() throws IOException {
    String fleet = demo().replace("\nweb-then-randomx,", "\nvm-17,");
    zip("fleet.csv.gz", fleet);
    Files.writeString(folder.resolve("pods.csv"), "workload,timestamp,cpu_pct\na,1700000000,97\n");
    Files.writeString(folder.resolve("cpu.csv"), "timestamp,value\n2026-11-21T20:00:00Z,97\n");
    Files.createDirectory(folder.resolve("pods"));
    zip("pods/a.csv.gz", "Time,TimeStamp,PodName,CpuUsageRate(%)\n20:00,1700000000,a,97\n");
  }

  private static String demo() throws IOException {
    try (InputStream file = Files.newInputStream(SourceTree.path("demo/containers-1s.csv.gz"));
        InputStream text = new GZIPInputStream(file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void zip(String name, String text) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        OutputStream packed = new GZIPOutputStream(file)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
