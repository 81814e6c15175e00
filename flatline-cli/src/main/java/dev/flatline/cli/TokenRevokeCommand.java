package dev.flatline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Revokes a token.
@Command(
    name = "revoke",
    description = "Ends a token at once, and the sessions that began with it.",
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
        "  flatline token revoke 0d9c4a7e-5b1f-4a8e-9a53-6f0d6c1f2b3a --token-file admin.token")
final class TokenRevokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Which, as flatline token list shows it.")
  private String id = "";

  @Mixin private final ServerOption server = new ServerOption();

  @Override
  public Integer call() {
    server.api().delete("/api/v1/tokens/" + ServerApi.encoded(id));
    return ExitCode.DONE;
  }
}
