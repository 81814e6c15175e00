package dev.flatline.formats.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.remotewrite.RemoteWriteContent.Accepted;
import dev.flatline.formats.remotewrite.RemoteWriteContent.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteWriteContentTest {

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf,snappy,V1",
    "application/x-protobuf;proto=prometheus.WriteRequest,snappy,V1",
    "application/x-protobuf;proto=io.prometheus.write.v2.Request,snappy,V2",
    "Application/X-Protobuf ; charset=utf-8; Proto=\"io.prometheus.write.v2.Request\",Snappy,V2",
    "'','',V1",
  })
  void of_headersOfASender_tellsTheVersion(
      String type, String encoding, RemoteWriteVersion version) {
    assertThat(RemoteWriteContent.of(type, encoding)).isEqualTo(new Accepted(version));
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf,gzip,the encoding is 'gzip'",
    "application/x-protobuf,'snappy, snappy',the encoding is 'snappy, snappy'",
    "application/json,snappy,the content type is 'application/json'",
    "application/x-protobuf;proto=io.prometheus.write.v3.Request,snappy,v3.Request' is unknown",
    "application/x-protobuf;proto=,snappy,is unknown",
  })
  void of_headersOfSomethingElse_tellsWhyNot(String type, String encoding, String reason) {
    assertThat(RemoteWriteContent.of(type, encoding))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }
}
