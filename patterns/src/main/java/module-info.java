/** Weft's socket types: the one dependency a user adds. */
module org.weftmq.patterns {
  requires transitive org.weftmq.runtime;

  exports org.weftmq.pattern;
  exports org.weftmq.pattern.channel;
  exports org.weftmq.pattern.clientserver;
  exports org.weftmq.pattern.p2p;
  exports org.weftmq.pattern.dgram;
  exports org.weftmq.pattern.pair;
  exports org.weftmq.pattern.pipeline;
  exports org.weftmq.pattern.pubsub;
  exports org.weftmq.pattern.radiodish;
  exports org.weftmq.pattern.reqrep;
  exports org.weftmq.pattern.scattergather;
  exports org.weftmq.pattern.stream;

  provides org.weftmq.spi.SocketProvider with
      org.weftmq.pattern.Sockets;
}
