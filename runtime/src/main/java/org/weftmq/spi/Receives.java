package org.weftmq.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.weftmq.Receiver;
import org.weftmq.Select;

/**
 * A {@link Receiver} of just what its core receives.
 *
 * @param <T> what it receives
 */
public interface Receives<T> extends Receiver<T> {
  @Override
  SocketCore<?, T> core();

  @Override
  default T receive() throws InterruptedException {
    return core().receive();
  }

  @Override
  default Optional<T> receive(Duration timeout) throws InterruptedException {
    return core().receive(timeout);
  }

  @Override
  default Optional<T> tryReceive() {
    return core().poll();
  }

  @Override
  default <R> Select.Clause<R> onReceive(Function<? super T, ? extends R> then) {
    return core().receiving(then);
  }
}
