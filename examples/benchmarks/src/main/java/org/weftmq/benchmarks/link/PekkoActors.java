package org.weftmq.benchmarks.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.weftmq.benchmarks.contest.Repeated;

/**
 * The shapes of links in actors of Pekko, on its default dispatcher. The first actor of a row sends
 * half a window for each leave that the last one gives it.
 */
final class PekkoActors {
  private record Begin(int count) {}

  private record Expect(int count, CountDownLatch done) {}

  private record Leave() {}

  private final ActorSystem<Void> system =
      ActorSystem.create(Behaviors.<Void>empty(), "benchmarks");
  private int names;

  private PekkoActors() {}

  /** Measures: arguments are the shape, the most messages under way, and how many there are. */
  public static void main(String[] args) throws Exception {
    var shape = Shape.valueOf(args[0]);
    var half = Math.max(1, Integer.parseInt(args[1]) / 2);
    var count = Integer.parseInt(args[2]);
    var actors = new PekkoActors();
    var rows =
        switch (shape) {
          case PING_PONG -> List.of(actors.echo());
          case ONE_TO_ONE -> List.of(actors.row(0, half));
          case CHAIN_OF_3, CHAIN_OF_1000 -> List.of(actors.row(shape.links() - 1, half));
          case MANY_SENDERS -> throw new IllegalArgumentException("actors have no such shape");
          case CROWD -> {
            var all = new ArrayList<Row>();
            for (var i = 0; i < shape.links(); i++) {
              all.add(actors.row(0, half));
            }
            yield all;
          }
        };
    Repeated.print(() -> time(rows, count) / shape.messages(count));
    System.exit(0); // its threads stay
  }

  private record Row(ActorRef<Object> first, ActorRef<Object> last) {}

  private static double time(List<Row> rows, int count) throws InterruptedException {
    var done = new CountDownLatch(rows.size());
    rows.forEach(row -> row.last.tell(new Expect(count, done)));
    var begun = System.nanoTime();
    rows.forEach(row -> row.first.tell(new Begin(count)));
    done.await();
    return System.nanoTime() - begun;
  }

  private ActorRef<Object> spawn(Behavior<Object> behavior) {
    return system.systemActorOf(behavior, "actor-" + ++names, Props.empty());
  }

  /** An actor that sends, others that pass on, and one that receives. */
  private Row row(int between, int half) {
    var last = new Last(half);
    var lastRef = spawn(Behaviors.receiveMessage(last::receive));
    var next = lastRef;
    for (var i = 0; i < between; i++) {
      var to = next;
      next =
          spawn(
              Behaviors.receiveMessage(
                  message -> {
                    to.tell(new byte[Shape.SIZE]);
                    return Behaviors.same();
                  }));
    }
    var first = new First(next, half);
    var firstRef = spawn(Behaviors.receiveMessage(first::receive));
    last.first = firstRef;
    return new Row(firstRef, lastRef);
  }

  /** What an actor knows that sends. */
  private static final class First {
    private final ActorRef<Object> next;
    private final int half;
    private int left;

    First(ActorRef<Object> next, int half) {
      this.next = next;
      this.half = half;
    }

    Behavior<Object> receive(Object message) {
      if (message instanceof Begin begin) {
        left = begin.count;
        send();
      }
      send();
      return Behaviors.same();
    }

    private void send() {
      for (var i = 0; i < half && left > 0; i++, left--) {
        next.tell(new byte[Shape.SIZE]);
      }
    }
  }

  /** What an actor knows that receives. */
  private static final class Last {
    private static final Leave LEAVE = new Leave();

    private final int half;
    private volatile ActorRef<Object> first;
    private Expect expected;
    private int received;

    Last(int half) {
      this.half = half;
    }

    Behavior<Object> receive(Object message) {
      if (message instanceof Expect expect) {
        expected = expect;
        received = 0;
        return Behaviors.same();
      }
      received++;
      if (received == expected.count) {
        expected.done.countDown();
      } else if (received % half == 0) {
        first.tell(LEAVE);
      }
      return Behaviors.same();
    }
  }

  /** Two actors that send a message to and fro; the first one counts both ways. */
  private Row echo() {
    var near = new Near();
    var nearRef = spawn(Behaviors.receiveMessage(near::receive));
    near.far =
        spawn(
            Behaviors.receiveMessage(
                message -> {
                  nearRef.tell(new byte[Shape.SIZE]);
                  return Behaviors.same();
                }));
    return new Row(nearRef, nearRef);
  }

  private static final class Near {
    private volatile ActorRef<Object> far;
    private Expect expected;
    private int sent;

    Behavior<Object> receive(Object message) {
      if (message instanceof Expect expect) {
        expected = expect;
        sent = 0;
        return Behaviors.same();
      }
      if (sent >= expected.count) {
        expected.done.countDown();
      } else {
        sent += 2;
        far.tell(new byte[Shape.SIZE]);
      }
      return Behaviors.same();
    }
  }
}
