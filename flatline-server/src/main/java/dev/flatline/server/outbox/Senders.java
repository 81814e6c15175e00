package dev.flatline.server.outbox;

import dev.flatline.formats.message.Sender;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Who sends messages from this machine.
public final class Senders {
  private Senders() {}

  /// This machine, by the name that it gives itself; without one where it has none.
  public static Sender here(String version) {
    try {
      return new Sender(version, InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return new Sender(version, "");
    }
  }
}
