package dev.flatline.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Tells one finding of a running server in full.
@Command(
    name = "show",
    description = "Tells a finding of a running server in full, and what was done with it.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong, or there is no such finding",
      "3:the server cannot be asked"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline findings show 7f3a9c1e20b44d15",
      "  flatline findings show 7f3a9c1e20b44d15 --json"
    })
final class FindingsShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The id of a finding.")
  private String id = "";

  @Mixin private final ServerOption server = new ServerOption();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ServerApi api = server.api();
    String address = "/api/v1/findings/" + ServerApi.encoded(id);
    JsonNode answered = api.get(address, Map.of());
    if (json) {
      out.println(answered);
    } else {
      Terminal terminal = Terminal.ofProcess();
      out.print(FindingText.of(ServerFinding.of(answered).finding(), terminal));
      out.print(
          ActionHistory.of(api.get(address + "/actions", Map.of()).path("actions"), terminal));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
