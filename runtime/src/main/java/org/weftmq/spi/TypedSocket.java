package org.weftmq.spi;

import org.weftmq.Option;
import org.weftmq.Socket;

/**
 * What a class for one socket type extends: the common operations, each giving the socket back so
 * that calls can be chained.
 *
 * @param <S> the class itself
 * @param <O> what is sent
 * @param <I> what is received
 */
public abstract class TypedSocket<S extends TypedSocket<S, O, I>, O, I> implements Socket {
  private final SocketCore<O, I> core;

  /** A socket on this core. */
  protected TypedSocket(SocketCore<O, I> core) {
    this.core = core;
  }

  @Override
  public SocketCore<O, I> core() {
    return core;
  }

  @Override
  public S bind(String endpoint) {
    core.bind(endpoint);
    return self();
  }

  @Override
  public S connect(String endpoint) {
    core.connect(endpoint);
    return self();
  }

  @Override
  public <T> S set(Option<T> option, T value) {
    core.set(option, value);
    return self();
  }

  @SuppressWarnings("unchecked") // S is the class itself
  private S self() {
    return (S) this;
  }

  /** The type and the bound endpoints. */
  @Override
  public String toString() {
    return type() + core.endpoints().toString();
  }
}
