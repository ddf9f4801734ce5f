package org.weftmq;

/**
 * What every exception of Weft is: unchecked, named for what happened, with a text that says what
 * was tried, where, why it failed and how to cure it.
 */
public abstract sealed class WeftException extends RuntimeException
    permits BadEndpointException,
        BadOptionException,
        BindFailedException,
        NoSuchEndpointException,
        NoRouteException,
        PeerFullException,
        MessageTooLargeException,
        NoCodecException,
        WrongContentException,
        WrongStateException,
        TopicTooLongException,
        TimedOutException,
        SocketClosedException,
        ReceiveInterruptedException {
  private static final long serialVersionUID = 1;

  WeftException(String message) {
    super(message);
  }

  WeftException(String message, Throwable cause) {
    super(message, cause);
  }
}
