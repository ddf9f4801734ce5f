package org.weftmq.pattern.reqrep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketType;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A REP: receives requests of its peers in turn, and answers each to the peer that asked
 * (28/REQREP).
 *
 * <p>What is received is an {@link Exchange}, which is answered once; any number may be open at the
 * same time, so many threads can serve one REP.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var rep = Rep.open(context).bind("inproc://greeter");
 *     var req = Req.open(context).connect("inproc://greeter")) {
 *   Thread.startVirtualThread(() -> rep.serve(name -> Message.of("Hello " + name.text())));
 *   System.out.println(req.request(Message.of("World")).text());
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // what the core carries concerns this package alone
public final class Rep extends TypedSocket<Rep, RepRouting.Answer, RepRouting.Question>
    implements Receiver<Exchange> {
  private Rep(SocketCore<RepRouting.Answer, RepRouting.Question> core) {
    super(core);
  }

  /** Opens a REP. */
  public static Rep open(Context context) {
    return new Rep(context.open(SocketType.REP, new RepRouting(), List.of()));
  }

  /**
   * Opens a REP of plain messages in strict turns: receive a request, send its reply, receive the
   * next. Out of turn, in whatever thread, both throw {@link org.weftmq.WrongStateException}.
   */
  public static Duplex openInTurns(Context context) {
    return new RepInTurns(context.open(SocketType.REP, new TurnsRouting(), List.of()));
  }

  @Override
  public Exchange receive() throws InterruptedException {
    return new Exchange(core(), core().receive());
  }

  @Override
  public Optional<Exchange> receive(Duration timeout) throws InterruptedException {
    return core().receive(timeout).map(question -> new Exchange(core(), question));
  }

  @Override
  public Optional<Exchange> tryReceive() {
    return core().poll().map(question -> new Exchange(core(), question));
  }

  @Override
  public <R> Select.Clause<R> onReceive(Function<? super Exchange, ? extends R> then) {
    return core().receiving(question -> then.apply(new Exchange(core(), question)));
  }

  /**
   * Answers requests on the calling thread, one after another, until the socket is closed. What
   * {@code answer} throws is thrown on, and its request stays unanswered.
   *
   * @throws org.weftmq.ReceiveInterruptedException if interrupted; the flag is kept
   */
  public void serve(UnaryOperator<Message> answer) {
    for (var exchange : this) {
      var reply = answer.apply(exchange.request());
      try {
        exchange.reply(reply);
      } catch (SocketClosedException e) {
        return;
      }
    }
  }
}
