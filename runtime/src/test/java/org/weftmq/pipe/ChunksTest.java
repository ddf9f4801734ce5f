package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;

class ChunksTest {
  private final Chunks chunks = new Chunks();

  @Test
  void isAQueueWhateverIsAddedAndRemovedInWhateverOrder() {
    var random = new Random(1);
    var model = new ArrayDeque<Integer>();
    for (var i = 0; i < 20_000; i++) {
      if (random.nextInt(1 + i % 3) == 0) {
        chunks.add(i);
        model.add(i);
      } else {
        assertThat(chunks.remove()).isEqualTo(model.poll());
      }
      assertThat(chunks.hasNone()).isEqualTo(model.isEmpty());
      assertThat(chunks.count()).isEqualTo(model.size());
    }
  }

  @Test
  void hasNothingBeforeTheFirstItemAndBetweenTwoChunks() {
    assertThat(chunks.hasNone()).isTrue();
    assertThat(chunks.remove()).isNull();
    for (var i = 0; i < 8; i++) {
      chunks.add(i);
      assertThat(chunks.remove()).isEqualTo(i);
    }

    assertThat(chunks.remove()).as("the first chunk is used up").isNull();
    chunks.add(8);
    assertThat(chunks.remove()).isEqualTo(8);
  }

  @Test
  void looksAheadOfMessagesAndTakesEachOnce() {
    var sent = new ArrayList<Object>();
    for (var i = 0; i < 100; i++) {
      sent.add(i % 7 == 0 ? (Object) ("control " + i) : Message.of("message " + i));
    }
    sent.forEach(chunks::add);

    var received = new ArrayList<Object>();
    while (!chunks.hasNone()) {
      received.add(chunks.remove());
    }

    assertThat(received).containsExactlyElementsOf(sent);
  }

  @Test
  void holdsOnToNothingThatWasTaken() {
    var taken = new ArrayList<WeakReference<Object>>();
    for (var i = 0; i < 300; i++) {
      var item = new byte[1];
      chunks.add(item);
      taken.add(new WeakReference<>(chunks.remove()));
      assertThat(taken.getLast().refersTo(item)).isTrue();
    }

    await()
        .until(
            () -> {
              System.gc();
              return taken.stream().allMatch(item -> item.refersTo(null));
            });
    assertThat(chunks.hasNone()).isTrue();
  }
}
