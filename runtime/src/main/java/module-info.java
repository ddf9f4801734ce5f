/**
 * Weft's runtime: the API that users see, the SPI that transports and socket types are made with,
 * and the actors and pipes that both meet in.
 */
module org.weftmq.runtime {
  requires org.jctools.core.jdk11;

  exports org.weftmq;
  exports org.weftmq.spi;
  exports org.weftmq.pipe;
  exports org.weftmq.actor;

  uses org.weftmq.spi.SocketProvider;
  uses org.weftmq.spi.Transport;
  uses org.weftmq.spi.Witness;
}
