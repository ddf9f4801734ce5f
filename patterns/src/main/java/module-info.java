/** Weft's socket types: the one dependency a user adds. */
module org.weftmq.patterns {
  requires transitive org.weftmq.runtime;

  exports org.weftmq.pattern;
  exports org.weftmq.pattern.pair;
  exports org.weftmq.pattern.pipeline;
  exports org.weftmq.pattern.reqrep;

  provides org.weftmq.spi.SocketProvider with
      org.weftmq.pattern.Sockets;
}
