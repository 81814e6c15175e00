package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Workload;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/// Which cgroups are wanted and what they are called.
///
/// @param include globs of which one must match a cgroup's path, long or with short container ids;
///     all are wanted where there is none
/// @param exclude globs of which none may match
/// @param prefix put before every workload's name, so that files of several hosts can be read
///     together
public record WorkloadSelection(
    List<PathMatcher> include, List<PathMatcher> exclude, String prefix) {
  /// Everything, by its plain name.
  public static final WorkloadSelection ALL = new WorkloadSelection(List.of(), List.of(), "");

  private static final String SCHEME = "cgroup:";

  /// Copies the lists.
  public WorkloadSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /// A selection by globs as [java.nio.file.FileSystem#getPathMatcher] knows them: `*` stays within
  /// one level, `**` crosses levels. A workload's name (`cgroup:/…`) is taken as well as a path.
  ///
  /// @throws java.util.regex.PatternSyntaxException where a glob is none
  public static WorkloadSelection of(List<String> include, List<String> exclude, String prefix) {
    return new WorkloadSelection(
        include.stream().map(WorkloadSelection::matcher).toList(),
        exclude.stream().map(WorkloadSelection::matcher).toList(),
        prefix);
  }

  /// Whether the cgroup of this path is wanted.
  boolean selects(String path) {
    Path whole = Path.of(path);
    Path shortened = Path.of(CgroupName.shorten(path));
    return (include.isEmpty() || matches(include, whole, shortened))
        && !matches(exclude, whole, shortened);
  }

  /// The workload that the cgroup of this path is.
  Workload workload(String path) {
    return CgroupName.workload(path, prefix);
  }

  private static boolean matches(List<PathMatcher> globs, Path whole, Path shortened) {
    return globs.stream().anyMatch(glob -> glob.matches(whole) || glob.matches(shortened));
  }

  private static PathMatcher matcher(String glob) {
    String path = glob.startsWith(SCHEME) ? glob.substring(SCHEME.length()) : glob;
    return FileSystems.getDefault().getPathMatcher("glob:" + path);
  }
}
