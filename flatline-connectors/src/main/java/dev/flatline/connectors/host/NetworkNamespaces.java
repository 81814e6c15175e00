package dev.flatline.connectors.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Network use of the cgroups whose processes live in a network namespace of their own. Linux
/// counts traffic by namespace and not by cgroup, so the cgroups of one Pod all show the Pod's
/// traffic, and a cgroup in the host's namespace shows none.
///
/// Each namespace is read once a reading, through whichever of its processes comes first.
final class NetworkNamespaces {
  private static final class Namespace {
    private final NetworkRates rates;
    private boolean read;

    private Namespace(NetworkRates rates) {
      this.rates = rates;
    }
  }

  private final HostContext context;
  private final Optional<String> ofHost;
  private final Map<String, Namespace> byName = new HashMap<>();

  NetworkNamespaces(HostContext context) {
    this.context = context;
    ofHost = link(context.files().own("ns/net"));
  }

  /// The namespace of a process where it is known not to be the host's.
  Optional<String> foreign(long pid) {
    return ofHost.isEmpty()
        ? Optional.empty()
        : link(context.files().proc(pid + "/ns/net")).filter(name -> !name.equals(ofHost.get()));
  }

  /// Adds what went over a namespace's interfaces.
  ///
  /// @param pid a process in it
  void measure(String name, long pid, Measurements into) {
    Namespace namespace =
        byName.computeIfAbsent(name, key -> new Namespace(new NetworkRates(context.longestGap())));
    if (!namespace.read && context.text().reads(context.files().proc(pid + "/net/dev"))) {
      NetworkCounters counters =
          NetworkCounters.parse(context.text(), networkInterface -> !networkInterface.equals("lo"));
      namespace.rates.accept(context.nanos(), counters);
      namespace.read = true;
    }
    if (namespace.read) {
      namespace.rates.putInto(into);
    }
  }

  /// Ends a reading: what nobody asked for is gone.
  void endReading() {
    byName.values().removeIf(namespace -> !namespace.read);
    byName.values().forEach(namespace -> namespace.read = false);
  }

  private Optional<String> link(File file) {
    try {
      return Optional.of(Files.readSymbolicLink(file.toPath()).toString());
    } catch (AccessDeniedException e) {
      context.notes().add("no network of other users' processes", file, KernelText.Outcome.DENIED);
      return Optional.empty();
    } catch (IOException e) {
      // The process ended.
      return Optional.empty();
    }
  }
}
