package org.weftmq.guide;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.weftmq.Context;
import org.weftmq.Proxy;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

/**
 * Many hearts, and one who feels their pulse: a ping goes out at regular times, and whoever does
 * not give it back before the next one is lost.
 *
 * <pre>
 *   +-----+    ping       +-----+-------+--------+
 *   | PUB | ------------> | SUB | proxy | DEALER | a heart
 *   +-----+               +-----+-------+--------+
 *   +--------+    pong                      |
 *   | ROUTER | <----------------------------+
 *   +--------+
 * </pre>
 *
 * A heart is a proxy: it beats on threads of its own, whatever else its process is busy with. A
 * pong counts only if it is that of the last ping; a heart that is lost is found again as soon as
 * it answers in time.
 */
public final class Heartbeats {
  private final Pub pings;
  private final Router pongs;
  private final Duration interval;
  private final long begun = System.nanoTime();
  private Set<RoutingId> hearts = Set.of();

  /** Pings and pongs by these sockets, with so long between two pings. */
  Heartbeats(Pub pings, Router pongs, Duration interval) {
    this.pings = pings;
    this.pongs = pongs;
    this.interval = interval;
  }

  /** Pings, and blocks until the pongs are due; gives the hearts that answered in time. */
  Set<RoutingId> beat() throws InterruptedException {
    var now = System.nanoTime();
    var ping = Long.toString(now - begun);
    pings.send(ping);

    var beating = new HashSet<RoutingId>();
    var due = now + interval.toNanos();
    for (var left = interval; left.isPositive(); left = Duration.ofNanos(due - System.nanoTime())) {
      pongs
          .receive(left)
          .filter(pong -> pong.body().text().equals(ping))
          .ifPresent(pong -> beating.add(pong.id()));
    }
    report("new", beating, hearts);
    report("lost", hearts, beating);
    hearts = beating;
    return beating;
  }

  private static void report(String what, Set<RoutingId> these, Set<RoutingId> withoutThose) {
    var names = new TreeSet<String>();
    these.forEach(id -> names.add(id.frame().text()));
    withoutThose.forEach(id -> names.remove(id.frame().text()));
    names.forEach(name -> System.out.println(what + ": " + name));
  }

  /** A heart: what its SUB receives, its DEALER sends. */
  record Heart(Sub in, Dealer out, Proxy proxy) {
    static Heart start(Context context, String name, String pings, String pongs) {
      var in = Sub.open(context).subscribe("").connect(pings);
      var id = RoutingId.of(name);
      var out = Dealer.open(context).set(SocketOptions.ROUTING_ID, id).connect(pongs);
      return new Heart(in, out, Proxy.start(in, out));
    }

    void stop() {
      in.close();
      out.close();
    }
  }

  /** So many hearts beat every so many milliseconds, 5 and 200 by default; then the first stops. */
  public static void main(String[] args) throws InterruptedException {
    var count = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    var interval = Duration.ofMillis(args.length > 1 ? Integer.parseInt(args[1]) : 200);
    try (var context = Context.open();
        var pings = Pub.open(context).bind("tcp://127.0.0.1:*");
        var pongs = Router.open(context).bind("tcp://127.0.0.1:*")) {

      for (var i = 2; i <= count; i++) {
        Heart.start(context, "heart " + i, pings.endpoint(), pongs.endpoint());
      }
      var beats = new Heartbeats(pings, pongs, interval);
      var first = Heart.start(context, "heart 1", pings.endpoint(), pongs.endpoint());
      while (beats.beat().size() < count) {
        System.out.println("they are not all here yet");
      }
      first.stop();
      while (beats.beat().contains(RoutingId.of("heart 1"))) {
        System.out.println("that was its last beat");
      }
    }
  }
}
