package dev.flatline.formats.remotewrite;

/// The messages of remote write, told apart by their names in the content type.
public enum RemoteWriteVersion {
  /// Remote write 1.0: every series spells its labels out.
  V1("prometheus.WriteRequest"),
  /// Remote write 2.0: labels are references to a table of symbols. Its answer must carry the
  /// headers `X-Prometheus-Remote-Write-{Samples,Histograms,Exemplars}-Written`, with what was
  /// accepted: histograms and exemplars are, though they are not judged.
  V2("io.prometheus.write.v2.Request");

  private final String messageName;

  RemoteWriteVersion(String messageName) {
    this.messageName = messageName;
  }

  /// The full name of the message.
  public String messageName() {
    return messageName;
  }
}
