package dev.flatline.server.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.formats.DecodeException;
import dev.flatline.formats.PackedBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StretchBlockTest {
  @Test
  void decode_ofAnyStretches_givesThoseOfTheWorkload() {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 2, 100, StretchBlock.MOST_STRETCHES}) {
      List<Stretch> stretches = Stream.generate(() -> stretch(random)).limit(size).toList();
      byte[] block = StretchBlock.encode(stretches);
      for (String workload : List.of("w0", "w19", "\uD83D\uDE00/ü", "nobody")) {
        assertThat(StretchBlock.decode(block, workload))
            .containsExactlyInAnyOrderElementsOf(
                stretches.stream().filter(one -> one.workload().equals(workload)).toList());
      }
    }
  }

  @Test
  void decode_ofDamagedBytes_isRefused() {
    Random random = new Random(6);
    byte[] whole = StretchBlock.encode(Stream.generate(() -> stretch(random)).limit(50).toList());
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> StretchBlock.decode(damaged, "w0"))
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void decode_ofRandomBytesThatUnpack_isRefusedOrStretches() {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] inner = new byte[1 + random.nextInt(60)];
      random.nextBytes(inner);
      inner[0] = 1;
      refused += isRefused(PackedBytes.pack(inner, 1)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(4_000);
  }

  private static boolean isRefused(byte[] block) {
    try {
      StretchBlock.decode(block, "w0");
      return false;
    } catch (DecodeException e) {
      return true;
    }
  }

  private static Stretch stretch(Random random) {
    int points = 1 + random.nextInt(Stretch.MOST_POINTS);
    byte[] minutes = new byte[points];
    byte[] rows = new byte[points * MinuteRows.ROW_BYTES];
    byte[] gpuRows = new byte[random.nextInt(3) == 0 ? rows.length : 0];
    random.nextBytes(minutes);
    random.nextBytes(rows);
    random.nextBytes(gpuRows);
    List<String> names = new ArrayList<>(List.of("\uD83D\uDE00/ü"));
    for (int i = 0; i < 20; i++) {
      names.add("w" + i);
    }
    String name = names.get(random.nextInt(names.size()));
    return new Stretch(name, random.nextInt(40_000_000), minutes, rows, gpuRows);
  }
}
