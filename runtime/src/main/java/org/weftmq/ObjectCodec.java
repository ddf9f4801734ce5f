package org.weftmq;

/**
 * How objects become bytes where a way carries nothing else, and come back: the value of {@link
 * SocketOptions#OBJECT_CODEC}.
 *
 * <p>Several threads may use it at once: those of a socket's connections encode, the callers of
 * {@link Frame#object()} decode. Objects that stay inside the process are never encoded.
 */
public interface ObjectCodec {
  /** None: objects stay inside the process. */
  ObjectCodec NONE =
      new ObjectCodec() {
        @Override
        public Frame encode(Object object) {
          throw new NoCodecException("cannot encode an object: no object-codec is set");
        }

        @Override
        public Object decode(Frame frame) {
          throw new NoCodecException("cannot decode an object: no object-codec is set");
        }

        @Override
        public String toString() {
          return "none";
        }
      };

  /**
   * The bytes of {@code object}. Called on a thread that writes to a connection, some time after
   * the message was sent: what changes the object meanwhile may be seen or not.
   *
   * @throws Exception if there are none: the message is dropped, and an event tells of it
   */
  Frame encode(Object object) throws Exception;

  /**
   * The object of these bytes, which came from a peer and may be anything. Called whenever the
   * object is asked for.
   *
   * @throws Exception if they are not those of an object: whoever asked is told
   */
  Object decode(Frame frame) throws Exception;
}
