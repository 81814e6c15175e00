package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedCommandTest {

  @Test
  void in_aBlock_findsEveryCommandAsAShellWouldPassIt() {
    String page =
        """
        ```
        git clone … && cd flatline
        ./flatline demo   # the first run builds
        ```
        ```sh
        flatline hunt --input 'pods/*.csv' --map "workload='a b'" \\
          --format jsonl | jq .
        docker run -v /:/host:ro IMAGE flatline record --root /host >log
        source <(flatline completion)
        promtool check rules flatline.yml
        ```
        """;

    assertThat(DocumentedCommand.in(page))
        .containsExactly(
            new DocumentedCommand(List.of("demo"), true),
            new DocumentedCommand(
                List.of(
                    "hunt",
                    "--input",
                    "pods/*.csv",
                    "--map",
                    "workload='a b'",
                    "--format",
                    "jsonl"),
                true),
            new DocumentedCommand(List.of("record", "--root", "/host"), true),
            new DocumentedCommand(List.of("completion"), true));
  }

  @Test
  void in_aSentence_findsWhatBeginsWithTheProgram() {
    String page = "Ask `flatline hunt --last\n7d`, or `hyperfine './flatline demo'`.";

    assertThat(DocumentedCommand.in(page))
        .containsExactly(new DocumentedCommand(List.of("hunt", "--last", "7d"), false));
  }

  @Test
  void in_aUsageLine_leavesOutWhatIsOptional() {
    assertThat(DocumentedCommand.in("`flatline record --output FILE [OPTION…]`"))
        .containsExactly(new DocumentedCommand(List.of("record", "--output", "FILE"), false));
  }

  @Test
  void in_aBlockOfAnotherLanguage_findsNothing() {
    assertThat(DocumentedCommand.in("```text\nflatline hunt\n```\n")).isEmpty();
  }
}
