package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Workload;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupNameTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String UID = "7d3f1a52-6b1e-4c0e-9d7b-0f2f5f1c9a11";

  @ParameterizedTest
  @CsvSource({
    "/docker/ID, docker",
    "/system.slice/docker-ID.scope, docker",
    "/kubepods.slice/kubepods-podX.slice/cri-containerd-ID.scope, containerd",
    "/kubepods.slice/kubepods-podX.slice/crio-ID.scope, cri-o",
    "/machine.slice/libpod-ID.scope, podman",
    "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope/container, podman",
    "/system.slice/nerdctl-ID.scope, containerd",
    "/default/ID, unknown",
    "/kubepods/besteffort/podX/ID, unknown"
  })
  void container_isLabelledWithItsRuntimeAndId(String shape, String runtime) {
    Workload workload = CgroupName.workload(shape.replace("ID", ID), "");

    assertThat(workload.name()).isEqualTo("cgroup:" + shape.replace("ID", "0123456789ab"));
    assertThat(workload.labels())
        .containsEntry("runtime", runtime)
        .containsEntry("container_id", ID)
        .containsEntry("cgroup", shape.replace("ID", ID));
  }

  @ParameterizedTest
  @CsvSource({
    "/kubepods/burstable/podUID/ID, burstable",
    "/kubepods/besteffort/podUID/ID, besteffort",
    "/kubepods/podUID/ID, guaranteed",
    "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podU_D.slice/crio-ID.scope, burstable",
    "/kubepods.slice/kubepods-podU_D.slice/cri-containerd-ID.scope, guaranteed"
  })
  void pod_isLabelledWithItsUidAndClass(String shape, String qos) {
    String path = shape.replace("UID", UID).replace("U_D", UID.replace('-', '_')).replace("ID", ID);

    assertThat(CgroupName.workload(path, "").labels())
        .containsEntry("pod_uid", UID)
        .containsEntry("qos", qos);
  }

  @Test
  void staticPod_hasAUidWithoutDashes() {
    String uid = "0123456789abcdef0123456789abcdef";

    assertThat(CgroupName.workload("/kubepods/burstable/pod" + uid + "/" + ID, "").labels())
        .containsEntry("pod_uid", uid);
  }

  @Test
  void service_isLabelledWithUnitAndSlice() {
    assertThat(labels("/system.slice/cron.service"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("unit", "cron.service", "slice", "system.slice"));
    assertThat(labels("/user.slice/user-1000.slice/user@1000.service/app.slice/x.scope"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("unit", "x.scope", "slice", "app.slice"));
  }

  @Test
  void anyOtherPath_hasNoLabels() {
    assertThat(labels("/lxc/web")).isEmpty();
    assertThat(labels("/conmon-0123/" + "0123456789abcdef".repeat(3))).isEmpty();
    assertThat(labels("/")).isEmpty();
  }

  @Test
  void conmon_isNoContainer() {
    assertThat(labels("/machine.slice/libpod-conmon-" + ID + ".scope"))
        .doesNotContainKey("container_id");
  }

  @Test
  void prefix_standsBeforeTheName() {
    assertThat(CgroupName.workload("/a", "node-7/").name()).isEqualTo("node-7/cgroup:/a");
  }

  /// All labels but the path.
  private static Map<String, String> labels(String path) {
    Map<String, String> labels = new HashMap<>(CgroupName.workload(path, "").labels());
    assertThat(labels.remove("cgroup")).isEqualTo(path);
    return labels;
  }
}
