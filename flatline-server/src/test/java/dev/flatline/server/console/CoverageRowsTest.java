package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.judge.SourceCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final SortedMap<Sender, Instant> NOBODY = new TreeMap<>();
  private static final long REACHED = NOW.toEpochMilli();

  @Test
  void sources_tellSinceWhenOneIsBlind() {
    String rows =
        SourceRows.of(
                Map.of(
                    "csv",
                    heard(Duration.ofMinutes(5)),
                    "prometheus eu",
                    heard(Duration.ofMinutes(6))),
                NOBODY,
                NOW)
            .toString();
    assertThat(rows)
        .contains(
            "<bdi>csv</bdi></th><td class=\"words\">heard</td>",
            "<bdi>prometheus eu</bdi></th><td class=\"words\">blind since 2026-11-22 19:54 UTC</td>");
    assertThat(
            SourceRows.of(
                    Map.of("poll", new SourceCounts(0, Long.MIN_VALUE, NOW.toEpochMilli())),
                    NOBODY,
                    NOW)
                .toString())
        .contains("nothing came yet");
    assertThat(SourceRows.of(Map.of(), NOBODY, NOW).toString()).contains("all is blind");
  }

  @Test
  void senders_tellSinceWhenOneIsBlind_thoughTheirSourceIsHeard() {
    SortedMap<Sender, Instant> senders = new TreeMap<>();
    senders.put(new Sender("eu", Sender.Way.REMOTE_WRITE), NOW.minus(Duration.ofMinutes(5)));
    senders.put(new Sender("us<b>", Sender.Way.REMOTE_WRITE), NOW.minus(Duration.ofMinutes(6)));
    String rows =
        SourceRows.of(Map.of("pushed series", heard(Duration.ZERO)), senders, NOW).toString();
    assertThat(rows)
        .contains(
            "<bdi>eu</bdi>, by remote write</th><td class=\"words\">heard</td>",
            "<bdi>us&lt;b&gt;</bdi>, by remote write</th><td class=\"words\">blind since 2026-11-22"
                + " 19:54 UTC</td>");
  }

  @Test
  void workloads_areBlindSinceTheirLastSample_orSinceTheirFirstWhereNoneWasJudged() {
    List<Coverage> known =
        List.of(
            seen("well", Duration.ofMinutes(15), Optional.empty()),
            seen("gone", Duration.ofMinutes(16), Optional.empty()),
            seen("new", Duration.ZERO, Optional.of(Reason.values()[0])));
    assertThat(BlindRows.of(known, REACHED).toString())
        .contains(
            "Blind: 2 of 3",
            ">gone<",
            "2026-11-22 19:44",
            "nothing is measured any more",
            ">new<",
            "2026-11-22 10:00",
            Reason.values()[0].text())
        .doesNotContain(">well<");
    assertThat(BlindRows.of(known.subList(0, 1), REACHED).toString()).contains("Blind: 0 of 1");
  }

  @Test
  void workloads_ofWhichNothingWasJudgedYet_areNotBlindSince1970() {
    List<Coverage> known =
        List.of(
            seen("new", Duration.ZERO, Optional.of(Reason.values()[0])),
            Coverage.unseen(Workload.named("just-come"), Reason.values()[0]));
    assertThat(BlindRows.of(known, REACHED).toString())
        .contains("its first samples wait for others that may be late")
        .containsSubsequence(">just-come<", ">–<", ">new<", "2026-11-22 10:00")
        .doesNotContain("1970");
    assertThat(WorkloadRows.of(known).toString()).contains(">–<").doesNotContain("1970");
  }

  @Test
  void workloads_ofWhichManyAreBlind_areCut_theNewestFirst() {
    List<Coverage> known =
        IntStream.range(0, 300)
            .mapToObj(i -> seen("w" + i, Duration.ofMinutes(20 + i), Optional.empty()))
            .toList();
    assertThat(BlindRows.of(known, REACHED).toString())
        .contains("Blind: 300 of 300", ">w0<", ">w99<", "The newest 100 are shown")
        .doesNotContain(">w100<");
  }

  @Test
  void detectors_countWhomTheyJudge() {
    String rows =
        DetectorRows.of(
                List.of(
                    seen("cpu", Duration.ZERO, Optional.empty()),
                    seen("gone", Duration.ofHours(1), Optional.empty()),
                    seen("new", Duration.ZERO, Optional.of(Reason.values()[0]))),
                REACHED)
            .toString();
    assertThat(rows)
        .containsPattern("compute.novelty.*1 of 3")
        .containsPattern("compute.gpu.*0 of 3")
        .containsPattern("compute.accounting.*0 of 3");
  }

  private static SourceCounts heard(Duration ago) {
    long at = NOW.minus(ago).toEpochMilli();
    return new SourceCounts(1_000, at, at);
  }

  private static Coverage seen(String name, Duration ago, Optional<Reason> notJudged) {
    return new Coverage(
        Workload.named(name),
        10,
        NOW.minus(Duration.ofHours(10)).toEpochMilli(),
        NOW.minus(ago).toEpochMilli(),
        Set.of(Metric.CPU_UTILIZATION),
        0.5,
        0.5,
        false,
        notJudged,
        Coverage.Gaps.NONE);
  }
}
