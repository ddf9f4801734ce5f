package org.weftmq.benchmarks.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Message;

class RivalTest {
  private static final int COUNT = 1_000; // ten times as many as may wait

  private static byte[] number(int i) {
    return new byte[] {(byte) (i >> 8), (byte) i};
  }

  /** What a link may make of the bytes on their way. */
  private static byte[] bytes(Object received) {
    return received instanceof Message message ? message.first().bytes() : (byte[]) received;
  }

  private static FutureTask<List<byte[]>> receiving(Port port) {
    var task =
        new FutureTask<List<byte[]>>(
            () -> {
              var received = new ArrayList<byte[]>();
              for (var i = 0; i < COUNT; i++) {
                received.add(bytes(port.receive()));
              }
              return received;
            });
    Thread.ofPlatform().start(task);
    return task;
  }

  private static List<byte[]> through(Port from, Port to) throws Exception {
    var received = receiving(to);
    for (var i = 0; i < COUNT; i++) {
      from.send(number(i));
    }
    return received.get();
  }

  /** Catches: a contestant that loses, repeats or reorders, and so would win for nothing. */
  @ParameterizedTest
  @EnumSource(Rival.class)
  void passesAllInOrderInBothDirections(Rival rival) throws Exception {
    try (var link = rival.open(100)) {
      var there = through(link.near(), link.far());
      var back = through(link.far(), link.near());

      for (var i = 0; i < COUNT; i++) {
        assertThat(there.get(i)).isEqualTo(number(i));
        assertThat(back.get(i)).isEqualTo(number(i));
      }
    }
  }
}
