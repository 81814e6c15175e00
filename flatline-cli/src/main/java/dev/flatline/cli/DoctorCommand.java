package dev.flatline.cli;

import dev.flatline.cli.doctor.CheckResult;
import dev.flatline.cli.doctor.Doctor;
import dev.flatline.cli.doctor.Outcome;
import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `flatline doctor`.
@Command(
    name = "doctor",
    description = {
      "Looks at all that a server needs, and says what to do: Java, configuration, data folder, database, certificates, files with secrets,"
          + " sources, clock, sinks, the provider of logins, and the server itself.",
      "",
      "Changes nothing and sends nothing to sinks; the server may run or not (docs/reference/observed.md)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well, or works for now (warnings)",
      "2:the command line is wrong",
      "3:something does not work"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline doctor",
      "  flatline doctor --config flatline.yaml",
      "  flatline doctor --server https://flatline.example:8642 --ca ca.pem --format json"
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration of the server (docs/reference/configuration.md).")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder (default: the configuration's, else flatline-data).")
  private @Nullable Path data;

  @Option(
      names = "--server",
      paramLabel = "URL",
      converter = ServerOption.UrlConverter.class,
      description = "A server that runs (default: where the configuration listens).")
  private @Nullable URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds a token to show to it, for its warnings.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust these certificate authorities (PEM) there instead of the platform's.")
  private @Nullable Path authorities;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How it is told: text or json (default: text).")
  private Format format = Format.text;

  @Spec private @Nullable CommandSpec spec;

  /// How it is told.
  enum Format {
    /// For a person at a terminal, each check as soon as it is made.
    text,
    /// One JSON array.
    json
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Doctor doctor =
        Doctor.of(
            new Doctor.Patient(
                Optional.ofNullable(config),
                Optional.ofNullable(data),
                Optional.ofNullable(server),
                Optional.ofNullable(tokenFile).map(Secret.OfFile::new),
                new TlsSettings(Optional.ofNullable(authorities), Optional.empty())));
    Outcome worst =
        switch (format) {
          case text -> told(doctor, out);
          case json -> document(doctor, out);
        };
    out.flush();
    return worst == Outcome.PROBLEM ? ExitCode.SOURCE : ExitCode.DONE;
  }

  private static Outcome told(Doctor doctor, PrintWriter out) throws InterruptedException {
    DoctorText text = new DoctorText(Terminal.ofProcess());
    Consumer<CheckResult> each =
        result -> {
          out.print(text.of(result));
          out.flush();
        };
    Outcome worst = doctor.look(each);
    out.print(text.end(worst));
    return worst;
  }

  private static Outcome document(Doctor doctor, PrintWriter out) throws InterruptedException {
    List<CheckResult> results = new ArrayList<>();
    Outcome worst = doctor.look(results::add);
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (CheckResult result : results) {
      ObjectNode one = array.addObject();
      one.put("check", result.check());
      one.put("outcome", result.outcome().label());
      one.put("found", result.found());
      one.put("advice", result.advice());
    }
    out.println(array.toPrettyString());
    return worst;
  }
}
