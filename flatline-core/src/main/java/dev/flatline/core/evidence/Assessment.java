package dev.flatline.core.evidence;

/// What a detector answers. "I could not tell, because" is an answer of its own.
public sealed interface Assessment permits Evidence, Clear, Inconclusive {

  /// The id of the detector that answers.
  String detector();
}
