package dev.flatline.server;

import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.ProxiedAddresses;
import com.linecorp.armeria.server.ServerBuilder;
import dev.flatline.server.config.AddressRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Proxies that are believed when they say for whom they ask.
///
/// @param ranges where they are
record TrustedProxies(List<AddressRange> ranges) {
  /// The only header that is believed: a proxy that sets this one passes `Forwarded` on as its
  /// client wrote it.
  private static final String HEADER = "x-forwarded-for";

  /// Lets a server take from them, and from nobody else, who sends a request.
  void applyTo(ServerBuilder server) {
    server
        .clientAddressSources(ClientAddressSource.ofHeader(HEADER))
        .clientAddressTrustedProxyFilter(this::contains)
        .clientAddressMapper(this::client);
  }

  private boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /// Each proxy adds whom it heard, at the end. The last that is no proxy is the client; what
  /// stands before it anybody can have written.
  private InetSocketAddress client(ProxiedAddresses heard) {
    List<InetSocketAddress> all = new ArrayList<>(List.of(heard.sourceAddress()));
    all.addAll(heard.destinationAddresses());
    return all.reversed().stream()
        .filter(one -> !contains(one.getAddress()))
        .findFirst()
        .orElse(heard.sourceAddress());
  }
}
