package org.weftmq.benchmarks.link;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.weftmq.benchmarks.contest.Sides;

/** What is done with links. */
enum Shape {
  /** One thread sends, another receives. */
  ONE_TO_ONE(1, 2_000_000, 500_000) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      var near = links.getFirst().near();
      var far = links.getFirst().far();
      return List.of(() -> send(near, count), () -> receive(far, count));
    }
  },

  /** A message goes to and fro. */
  PING_PONG(1, 200_000, 10_000) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      var near = links.getFirst().near();
      var far = links.getFirst().far();
      return List.of(
          () -> {
            for (var i = 0; i < count; i += 2) {
              near.send(new byte[SIZE]);
              near.receive();
            }
          },
          () -> passOn(far, far, (count + 1) / 2));
    }
  },

  /** Three links in a row, each thread passes on what it receives. */
  CHAIN_OF_3(3, 500_000, 50_000) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      return chain(links, count);
    }
  },

  /** A thousand links in a row, each thread passes on what it receives. */
  CHAIN_OF_1000(1_000, 3_000, 0) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      return chain(links, count);
    }
  },

  /** A thousand threads send through one link, another receives. */
  MANY_SENDERS(1, 1_000_000, 0) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      var sides = new ArrayList<Sides.Side>();
      for (var i = 0; i < SENDERS; i++) {
        var share = count / SENDERS + (i < count % SENDERS ? 1 : 0);
        sides.add(() -> send(links.getFirst().near(), share));
      }
      sides.add(() -> receive(links.getFirst().far(), count));
      return sides;
    }
  },

  /** Ten thousand links at once, each between two threads. */
  CROWD(10_000, 100, 0) {
    @Override
    List<Sides.Side> sides(List<Link> links, int count) {
      return links.stream()
          .flatMap(link -> ONE_TO_ONE.sides(List.of(link), count).stream())
          .toList();
    }

    @Override
    double messages(int count) {
      return (double) count * links();
    }
  };

  static final int SIZE = 16;
  private static final int SENDERS = 1_000;

  private final int links;
  private final int count;
  private final int platformCount;

  Shape(int links, int count, int platformCount) {
    this.links = links;
    this.count = count;
    this.platformCount = platformCount;
  }

  /** How many links it takes. */
  int links() {
    return links;
  }

  /** How many messages virtual threads send through each link. */
  int count() {
    return count;
  }

  /** How many platform threads do, which take longer to wake each other; 0 if they are too many. */
  int platformCount() {
    return platformCount;
  }

  /** How many messages those are altogether, where each goes through all links. */
  double messages(int count) {
    return count;
  }

  /** What each thread does, so that {@code count} messages go through each link. */
  abstract List<Sides.Side> sides(List<Link> links, int count);

  /** That many links of a rival. */
  List<Link> open(Rival rival, int capacity) {
    return IntStream.range(0, links).mapToObj(i -> rival.open(capacity)).toList();
  }

  private static List<Sides.Side> chain(List<Link> links, int count) {
    var sides = new ArrayList<Sides.Side>();
    sides.add(() -> send(links.getFirst().near(), count));
    for (var i = 1; i < links.size(); i++) {
      var in = links.get(i - 1).far();
      var out = links.get(i).near();
      sides.add(() -> passOn(in, out, count));
    }
    sides.add(() -> receive(links.getLast().far(), count));
    return sides;
  }

  private static void send(Port out, int count) throws Exception {
    for (var i = 0; i < count; i++) {
      out.send(new byte[SIZE]);
    }
  }

  private static void receive(Port in, int count) throws Exception {
    for (var i = 0; i < count; i++) {
      in.receive();
    }
  }

  private static void passOn(Port in, Port out, int count) throws Exception {
    for (var i = 0; i < count; i++) {
      in.receive();
      out.send(new byte[SIZE]);
    }
  }
}
