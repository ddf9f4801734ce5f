package org.weftmq.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.fixture.World;

class SequelTest {
  @RegisterExtension final World world = new World();

  @Test
  void doesTheStepsInOrderWithThoseThatTheyAddLast() {
    var done = new ArrayList<String>();
    var sequel = new Sequel(world);
    sequel.add(
        s -> {
          done.add("1");
          s.add(t -> done.add("3"));
        });
    sequel.add(s -> done.add("2"));

    sequel.run();

    assertThat(done).isEqualTo(List.of("1", "2", "3"));
  }

  @Test
  void aLongChainNeitherNestsNorKeepsItsCaller() throws Exception {
    var steps = 100_000;
    var count = new AtomicInteger();
    var finished = new CountDownLatch(1);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    var sequel = new Sequel(world);
    sequel.add(
        new Step() {
          @Override
          public void run(Sequel s) {
            threads.add(Thread.currentThread());
            if (count.incrementAndGet() < steps) {
              s.add(this);
            } else {
              finished.countDown();
            }
          }
        });

    sequel.run();

    assertThat(finished.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(threads).hasSizeGreaterThan(1);
  }

  @Test
  void aStepThatFailsDoesNotKeepTheOthersFromBeingDone() {
    var done = new ArrayList<String>();
    var sequel = new Sequel(world);
    sequel.add(
        s -> {
          throw new IllegalStateException("on purpose");
        });
    sequel.add(s -> done.add("the wake-up of another caller"));

    assertThatThrownBy(sequel::run).hasMessage("on purpose");

    assertThat(done).hasSize(1);
  }
}
