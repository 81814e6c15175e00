package dev.flatline.server.openapi;

/// What was wrong with a request (RFC 9457).
///
/// @param title of the status
/// @param status of HTTP
/// @param detail what is wrong here, and what to do
public record ProblemDetails(String title, int status, String detail) {
  /// How they are sent.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// What they look like.
  public static final JsonShape<ProblemDetails> SHAPE =
      JsonShape.<ProblemDetails>of("Problem", "What was wrong with a request (RFC 9457).")
          .text("title", "The name of the status.", ProblemDetails::title)
          .count("status", "The status of HTTP.", ProblemDetails::status)
          .text("detail", "What is wrong here, and what to do.", ProblemDetails::detail)
          .build();
}
