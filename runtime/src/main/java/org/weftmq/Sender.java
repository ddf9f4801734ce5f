package org.weftmq;

import java.time.Duration;

/** A socket that sends messages without being told to whom. */
public interface Sender extends Socket {
  /**
   * Sends a message; blocks while nobody can take it, at most for {@code SEND_TIMEOUT}.
   *
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws TimedOutException if {@code SEND_TIMEOUT} is over; then it never will be
   * @throws NoCodecException if it has an object and a peer that it is for needs bytes: see {@link
   *     SocketOptions#OBJECT_CODEC}; nothing was sent
   * @throws SocketClosedException if the socket is closed
   */
  void send(Message message) throws InterruptedException;

  /**
   * Sends a message; blocks while nobody can take it, at most for {@code timeout}.
   *
   * @return whether it was sent; if not, it never will be
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws NoCodecException if it has an object and a peer that it is for needs bytes: see {@link
   *     SocketOptions#OBJECT_CODEC}; nothing was sent
   * @throws SocketClosedException if the socket is closed
   */
  boolean send(Message message, Duration timeout) throws InterruptedException;

  /**
   * Sends a message if somebody can take it now.
   *
   * @return whether it was sent; if not, it never will be
   * @throws NoCodecException if it has an object and a peer that it is for needs bytes: see {@link
   *     SocketOptions#OBJECT_CODEC}; nothing was sent
   * @throws SocketClosedException if the socket is closed
   */
  boolean trySend(Message message);

  /** Sends a message of one frame of text; like {@link #send(Message)}. */
  default void send(String text) throws InterruptedException {
    send(Message.of(text));
  }
}
