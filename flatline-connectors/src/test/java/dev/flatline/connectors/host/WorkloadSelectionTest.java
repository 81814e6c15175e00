package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class WorkloadSelectionTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @Test
  void withoutGlobs_everythingIsWanted() {
    assertThat(WorkloadSelection.ALL.selects("/anything/at all")).isTrue();
  }

  @Test
  void star_staysWithinALevelAndTwoCrossLevels() {
    assertThat(including("/docker/*").selects("/docker/a")).isTrue();
    assertThat(including("/docker/*").selects("/docker/a/b")).isFalse();
    assertThat(including("/docker/**").selects("/docker/a/b")).isTrue();
    assertThat(including("/kubepods*/**").selects("/kubepods.slice/a/b")).isTrue();
  }

  @Test
  void containerId_matchesLongAndShort() {
    assertThat(including("/docker/0123456789ab").selects("/docker/" + ID)).isTrue();
    assertThat(including("/docker/" + ID).selects("/docker/" + ID)).isTrue();
  }

  @Test
  void workloadName_isTakenAsItsPath() {
    assertThat(including("cgroup:/docker/*").selects("/docker/a")).isTrue();
  }

  @Test
  void exclusion_winsOverInclusion() {
    WorkloadSelection selection =
        WorkloadSelection.of(List.of("/a/**", "/b"), List.of("/a/secret"), "");

    assertThat(selection.selects("/a/open")).isTrue();
    assertThat(selection.selects("/b")).isTrue();
    assertThat(selection.selects("/a/secret")).isFalse();
    assertThat(selection.selects("/c")).isFalse();
  }

  @Test
  void brokenGlob_isRefused() {
    assertThatThrownBy(() -> including("/a/[b")).isInstanceOf(PatternSyntaxException.class);
  }

  private static WorkloadSelection including(String glob) {
    return WorkloadSelection.of(List.of(glob), List.of(), "");
  }
}
