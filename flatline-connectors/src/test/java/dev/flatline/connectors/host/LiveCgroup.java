package dev.flatline.connectors.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A cgroup of this very machine with processes in it, for as long as a test needs it. Where this
/// user may not make one, the test is skipped with the reason.
final class LiveCgroup implements AutoCloseable {
  private final String path;
  private final List<Path> folders = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  private LiveCgroup(String path) {
    this.path = path;
  }

  /// An empty cgroup in all trees of v1 in which CPU is limited or accounted for.
  static LiveCgroup ofV1() {
    CgroupMounts mounts = mounts();
    Assumptions.assumeTrue(mounts.v1("cpuacct").isPresent(), "this host has no cgroup v1 for CPU");
    LiveCgroup cgroup = new LiveCgroup("/flatline-it-v1-" + ProcessHandle.current().pid());
    for (String controller : List.of("cpu", "cpuacct")) {
      mounts.v1(controller).ifPresent(cgroup::makeIn);
    }
    return cgroup;
  }

  /// An empty cgroup in the tree of v2.
  static LiveCgroup ofV2() {
    CgroupMounts mounts = mounts();
    Assumptions.assumeTrue(mounts.unified().isPresent(), "this host has no cgroup v2");
    LiveCgroup cgroup = new LiveCgroup("/flatline-it-v2-" + ProcessHandle.current().pid());
    mounts.unified().ifPresent(cgroup::makeIn);
    return cgroup;
  }

  /// The workload that the sampler makes of it.
  String workload() {
    return "cgroup:" + path;
  }

  /// Writes a control file in the tree that has it; answers whether one had it.
  boolean set(String name, String value) {
    boolean found = false;
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(name))) {
        write(folder.resolve(name), value);
        found = true;
      }
    }
    return found;
  }

  /// Starts a command inside of it; nothing of the command runs outside. It shall end by itself
  /// after a while, should the test be killed.
  Process run(String... command) {
    List<String> waiting = new ArrayList<>(List.of("sh", "-c", "read go; exec \"$@\"", "sh"));
    waiting.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(waiting)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      processes.add(process);
      add(process.toHandle());
      try (OutputStream go = process.getOutputStream()) {
        go.write('\n');
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Moves a process into it; those that it starts later follow.
  void add(ProcessHandle process) {
    folders.forEach(folder -> write(folder.resolve("cgroup.procs"), Long.toString(process.pid())));
  }

  /// Ends its processes and removes it.
  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      List<ProcessHandle> children = process.descendants().toList();
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
      children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
    Collections.reverse(folders);
    for (Path folder : folders) {
      Files.deleteIfExists(folder);
    }
  }

  private void makeIn(CgroupHierarchy hierarchy) {
    Path folder = hierarchy.folder().toPath().resolve(path.substring(1));
    try {
      Files.createDirectories(folder);
      folders.add(folder);
    } catch (IOException e) {
      Assumptions.abort("cannot make " + folder + ": " + e);
    }
  }

  private static void write(Path file, String value) {
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " refuses " + value, e);
    }
  }

  private static CgroupMounts mounts() {
    HostFiles files = HostFiles.below(Path.of("/"));
    KernelText text = new KernelText();
    text.read(files.own("mountinfo"));
    return CgroupMounts.parse(text, files);
  }
}
