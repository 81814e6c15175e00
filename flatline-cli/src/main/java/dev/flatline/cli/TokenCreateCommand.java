package dev.flatline.cli;

import java.time.Instant;
import java.util.List;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes a token.
@Command(
    name = "create",
    description = {
      "Makes a token and prints it, this once: the server keeps only its hash.",
      "",
      "The text goes to standard output, all else to standard error, so that it can be written to a file."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong, or the server refuses it",
      "3:the server cannot be asked"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline token create prometheus-eu --scope ingest --token-file admin.token",
      "  flatline token create anna --scope operate --expires 30d --token-file admin.token",
      "  flatline token create shop-team --scope read --tenant shop --token-file admin.token"
    })
final class TokenCreateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Whose it is: what the audit log says.")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description =
          "What it allows: ingest (send telemetry), read, operate (act on findings) or admin. May be"
              + " given again.")
  private List<String> scopes = List.of();

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description =
          "Of whose workloads, as the server's configuration names them: with read and operate alone."
              + " May be given again (default: everybody's).")
  private List<String> tenants = List.of();

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "How long it holds, such as 30d (default: until it is revoked).")
  private @Nullable PrometheusDuration expires;

  @Mixin private final ServerOption server = new ServerOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ObjectNode request = JsonMapper.shared().createObjectNode().put("name", name);
    scopes.forEach(request.putArray("scopes")::add);
    if (!tenants.isEmpty()) {
      tenants.forEach(request.putArray("tenants")::add);
    }
    if (expires != null) {
      request.put("expires", Instant.now().plus(expires.value()).toString());
    }
    JsonNode made = server.api().post("/api/v1/tokens", request.toString());
    TokenText.print(made, Objects.requireNonNull(spec).commandLine());
    return ExitCode.DONE;
  }
}
