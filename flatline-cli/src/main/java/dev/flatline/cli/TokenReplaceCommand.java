package dev.flatline.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Replaces a token.
@Command(
    name = "replace",
    description = {
      "Makes another token like one that there is, and prints it.",
      "",
      "The old one holds for an hour yet, so that whoever uses it can change over."
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
    footerHeading = "%nExample:%n",
    footer =
        "  flatline token replace 0d9c4a7e-5b1f-4a8e-9a53-6f0d6c1f2b3a --token-file admin.token")
final class TokenReplaceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Which, as flatline token list shows it.")
  private String id = "";

  @Mixin private final ServerOption server = new ServerOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String path = "/api/v1/tokens/" + ServerApi.encoded(id) + "/replacement";
    TokenText.print(server.api().post(path, "{}"), Objects.requireNonNull(spec).commandLine());
    return ExitCode.DONE;
  }
}
