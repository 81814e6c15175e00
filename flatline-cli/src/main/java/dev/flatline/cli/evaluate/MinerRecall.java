package dev.flatline.cli.evaluate;

import java.util.ArrayList;
import java.util.List;

/// How many steady miners with the noise of one recording were noticed, at all levels together.
///
/// @param recording the name of the recording
/// @param batch whether they moved into workloads that spend much of their time at their level
/// @param noticed how many, and how soon
public record MinerRecall(String recording, boolean batch, Noticed noticed) {

  /// By recording, in the order of the plan, and kind of workload.
  ///
  /// @param outcomes of miners in workloads that were not reported already
  static List<MinerRecall> of(EvaluationPlan plan, List<Outcome> outcomes) {
    List<MinerRecall> rows = new ArrayList<>();
    for (boolean batch : new boolean[] {false, true}) {
      for (MinerRecording recording : plan.miners()) {
        List<Outcome> of =
            outcomes.stream()
                .filter(one -> one.injection().miner().shape() == MinerShape.STEADY)
                .filter(one -> one.injection().miner().recording() == recording)
                .filter(one -> one.injection().stay().batch() == batch)
                .toList();
        if (!of.isEmpty()) {
          rows.add(new MinerRecall(recording.name(), batch, Noticed.of(of)));
        }
      }
    }
    return rows;
  }
}
