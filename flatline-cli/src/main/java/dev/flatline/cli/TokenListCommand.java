package dev.flatline.cli;

import dev.flatline.formats.text.VisibleText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Lists tokens.
@Command(
    name = "list",
    description = "Lists the tokens of a running server, without their texts.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong, or the server refuses it",
      "3:the server cannot be asked"
    },
    footerHeading = "%nExample:%n",
    footer = "  flatline token list --token-file admin.token")
final class TokenListCommand implements Callable<Integer> {
  private static final String ROW = "%-36s  %-20s  %-20s  %-20s  %-20s  %s%n";

  @Mixin private final ServerOption server = new ServerOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    JsonNode tokens = server.api().get("/api/v1/tokens", Map.of()).path("tokens");
    out.printf(ROW, "ID", "SCOPES", "TENANTS", "EXPIRES", "LAST USED", "NAME");
    for (JsonNode token : tokens) {
      out.printf(
          ROW,
          token.path("id").asString(),
          texts(token.path("scopes")),
          token.has("tenants") ? texts(token.path("tenants")) : "all",
          second(token.path("expires"), "never"),
          second(token.path("used"), "not yet"),
          VisibleText.of(token.path("name").asString()));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static String texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).collect(Collectors.joining(","));
  }

  /// A time to the second.
  private static String second(JsonNode time, String ifNone) {
    return time.isString() ? time.asString().replaceFirst("\\.[0-9]+Z", "Z") : ifNone;
  }
}
