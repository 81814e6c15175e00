package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// JSON with an entity tag, which need not be sent to whoever has it.
final class TaggedJson {
  private TaggedJson() {}

  /// The document, or that it has not changed.
  ///
  /// @param known the tag that the sender of the request has; empty where it has none
  static HttpResponse of(String document, String known) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    String tag = '"' + UUID.nameUUIDFromBytes(bytes).toString() + '"';
    if (known.equals(tag)) {
      return HttpResponse.of(
          ResponseHeaders.of(HttpStatus.NOT_MODIFIED, HttpHeaderNames.ETAG, tag));
    }
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.ETAG, tag)
            .build();
    return HttpResponse.of(headers, HttpData.wrap(bytes));
  }
}
