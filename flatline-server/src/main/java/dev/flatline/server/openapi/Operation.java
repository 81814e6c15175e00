package dev.flatline.server.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an address takes and answers.
///
/// @param id a name for programs, unique among all
/// @param summary what it does, in a sentence
/// @param parameters that may stand in the address behind `?`
/// @param takes what a request may bring, one of them; empty where it brings nothing
/// @param answers what comes back; 401 and 403 and the server's own failures need not be among them
public record Operation(
    String id,
    String summary,
    List<Property> parameters,
    List<Content> takes,
    List<Answer> answers) {

  /// Copies the lists.
  public Operation {
    parameters = List.copyOf(parameters);
    takes = List.copyOf(takes);
    answers = List.copyOf(answers);
  }

  /// What travels.
  ///
  /// @param mediaType such as `application/json`
  /// @param schema what it looks like
  public record Content(String mediaType, Schema schema) {}

  /// What may come back.
  ///
  /// @param status of HTTP
  /// @param means when it comes, for people
  /// @param content what comes with it
  record Answer(int status, String means, Optional<Content> content) {}

  /// One that takes nothing and answers nothing yet.
  public static Operation of(String id, String summary) {
    return new Operation(id, summary, List.of(), List.of(), List.of());
  }

  /// The same with these parameters.
  public Operation with(List<Property> asked) {
    return new Operation(id, summary, asked, takes, answers);
  }

  /// The same, also taking this.
  public Operation takes(String mediaType, Schema schema) {
    List<Content> all = new ArrayList<>(takes);
    all.add(new Content(mediaType, schema));
    return new Operation(id, summary, parameters, all, answers);
  }

  /// The same, taking an object in JSON.
  public Operation takesJson(Schema schema) {
    return takes("application/json", schema);
  }

  /// The same, also answering this.
  public Operation answers(int status, String means, String mediaType, Schema schema) {
    return answering(new Answer(status, means, Optional.of(new Content(mediaType, schema))));
  }

  /// The same, also answering this in JSON.
  public Operation answersJson(int status, String means, Schema schema) {
    return answers(status, means, "application/json", schema);
  }

  /// The same, also answering this without any content.
  public Operation answersNothing(int status, String means) {
    return answering(new Answer(status, means, Optional.empty()));
  }

  /// The same, also answering problem details.
  public Operation refuses(int status, String means) {
    return answers(status, means, ProblemDetails.MEDIA_TYPE, ProblemDetails.SHAPE.schema());
  }

  private Operation answering(Answer one) {
    List<Answer> all = new ArrayList<>(answers);
    all.add(one);
    return new Operation(id, summary, parameters, takes, all);
  }
}
