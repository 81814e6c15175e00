package dev.flatline.connectors.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cgroups that there are now. A walk adds what is new and forgets what is gone; cgroups of the
/// same path in several trees are one.
///
/// The kernel says in a folder's link count how many folders are in it, so leaves need no listing:
/// a walk costs one question to the kernel per cgroup.
final class CgroupTree {
  /// More names of control files than any kernel has; a bound, should a tree be no tree of cgroups.
  private static final int MOST_FILE_NAMES = 1_000;

  /// `.` of the folder itself and its name in the parent.
  private static final int LINKS_OF_A_LEAF = 2;

  private final HostContext context;
  private final CgroupMounts mounts;
  private final WorkloadSelection selection;
  private final Map<String, Cgroup> byPath = new LinkedHashMap<>();
  private final Set<String> fileNames = new HashSet<>();
  private long walk;
  private boolean anySelected;

  CgroupTree(HostContext context, CgroupMounts mounts, WorkloadSelection selection) {
    this.context = context;
    this.mounts = mounts;
    this.selection = selection;
  }

  /// Walks through all trees and answers what is there, parents before children.
  Collection<Cgroup> walk() {
    walk++;
    for (CgroupHierarchy hierarchy : mounts.accounting()) {
      visit(hierarchy.folder(), hierarchy.top(), null);
    }
    byPath.values().removeIf(cgroup -> !cgroup.wasFoundIn(walk));
    return byPath.values();
  }

  /// Whether any cgroup so far was wanted.
  boolean anySelected() {
    return anySelected;
  }

  private void visit(File folder, String path, @Nullable Cgroup parent) {
    List<String> children = children(folder, path);
    Cgroup cgroup = byPath.get(path);
    if (cgroup == null) {
      Cgroup.Identity identity = identity(path, parent);
      anySelected |= identity.selected();
      cgroup = new Cgroup(context, identity, CgroupFiles.find(mounts, path));
      byPath.put(path, cgroup);
    }
    cgroup.found(walk, !children.isEmpty());
    for (String child : children) {
      visit(new File(folder, child), childPath(path, child), cgroup);
    }
  }

  private Cgroup.Identity identity(String path, @Nullable Cgroup parent) {
    boolean selected = selection.selects(path) && (!path.equals("/") || isPartOfTheHost());
    return new Cgroup.Identity(path, selection.workload(path), selected, parent);
  }

  /// The top of v2 has a type only where it is not the host's top but that of a container which was
  /// given a view of its own.
  private boolean isPartOfTheHost() {
    return mounts.unified().map(tree -> tree.find("/", "cgroup.type")).isPresent();
  }

  private List<String> children(File folder, String path) {
    int links = links(folder);
    if (links == LINKS_OF_A_LEAF) {
      return List.of();
    }
    String[] names = folder.list();
    if (names == null) {
      return List.of();
    }
    List<String> children = new ArrayList<>();
    for (String name : names) {
      if (byPath.containsKey(childPath(path, name)) || isNewFolder(folder, name)) {
        children.add(name);
      }
    }
    boolean complete = links < LINKS_OF_A_LEAF || children.size() == links - LINKS_OF_A_LEAF;
    return complete ? children : foldersIn(folder, names);
  }

  /// Asks the kernel only for names that never were a file elsewhere.
  private boolean isNewFolder(File folder, String name) {
    if (fileNames.contains(name)) {
      return false;
    }
    boolean isFolder = new File(folder, name).isDirectory();
    if (!isFolder && fileNames.size() < MOST_FILE_NAMES) {
      fileNames.add(name);
    }
    return isFolder;
  }

  /// Asks for every name: somebody named a cgroup like a control file, or one came or went just
  /// now.
  private static List<String> foldersIn(File folder, String[] names) {
    List<String> folders = new ArrayList<>();
    for (String name : names) {
      if (new File(folder, name).isDirectory()) {
        folders.add(name);
      }
    }
    return folders;
  }

  /// The link count of a folder, 0 where it is gone or unknown; some file systems always say 1.
  private static int links(File folder) {
    try {
      return (int) Files.getAttribute(folder.toPath(), "unix:nlink");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 0;
    }
  }

  private static String childPath(String path, String child) {
    return path.equals("/") ? "/" + child : path + "/" + child;
  }
}
