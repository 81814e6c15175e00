package dev.flatline.server.config;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Addresses that begin with the same bits.
///
/// @param first one of them
/// @param prefixBits how many bits they share
public record AddressRange(InetAddress first, int prefixBits) {
  static final String ADVICE =
      "expected an address such as 10.0.0.7, or a range such as 10.0.0.0/8 or fd00::/8";

  /// Of a text such as `10.0.0.7`, `10.0.0.0/8` or `fd00::/8`. Names are none: whoever may change
  /// what they stand for could be believed.
  ///
  /// @throws IllegalArgumentException where it is none
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress first =
        NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    if (first == null || (slash >= 0 && !bits.matches("[0-9]{1,3}"))) {
      throw new IllegalArgumentException(ADVICE);
    }
    int all = first.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? all : Integer.parseInt(bits);
    if (prefix > all) {
      throw new IllegalArgumentException(ADVICE);
    }
    return new AddressRange(first, prefix);
  }

  /// Whether this is one of them.
  public boolean contains(InetAddress address) {
    return new IpSubnetFilterRule(first, prefixBits, IpFilterRuleType.ACCEPT)
        .matches(new InetSocketAddress(address, 0));
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefixBits;
  }
}
