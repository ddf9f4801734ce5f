package org.weftmq.differential;

/** One operation of a script, on one of its sockets. */
sealed interface Step {
  /** The socket it is done with, by its number. */
  int socket();

  /** Binds one of the names that the sockets meet at. */
  record Bind(int socket, int name) implements Step {}

  /** Connects one of those names, bound already or not. */
  record Connect(int socket, int name) implements Step {}

  /** Takes such a connection back. */
  record Disconnect(int socket, int name) implements Step {}

  /** Subscribes to the topics with this prefix. */
  record Subscribe(int socket, String prefix) implements Step {}

  /** Takes one such subscription back. */
  record Unsubscribe(int socket, String prefix) implements Step {}

  /**
   * Sends a message that no other equals, if there is room.
   *
   * @param to the socket that it is for, where a message names its receiver
   * @param topic what it begins with, where there are topics
   * @param frames how many frames it has besides
   */
  record Send(int socket, int to, String topic, int frames) implements Step {}

  /** Receives a message, if there is one. */
  record Receive(int socket) implements Step {}

  /** Closes the socket; nothing more is done with it. */
  record Close(int socket) implements Step {}
}
