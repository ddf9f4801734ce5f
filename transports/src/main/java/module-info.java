/**
 * Weft's transports: ZMTP 3.1, and tcp, ipc, inproc and udp, which the runtime finds by their
 * schemes.
 */
module org.weftmq.transports {
  requires transitive org.weftmq.runtime;

  exports org.weftmq.zmtp;
  exports org.weftmq.zmtp.mechanism;
  exports org.weftmq.transport.stream;
  exports org.weftmq.transport.tcp;
  exports org.weftmq.transport.udp;

  uses org.weftmq.zmtp.mechanism.Mechanism;

  provides org.weftmq.spi.Transport with
      org.weftmq.transport.tcp.TcpTransport,
      org.weftmq.transport.ipc.IpcTransport,
      org.weftmq.transport.inproc.InprocTransport,
      org.weftmq.transport.udp.UdpTransport;
  provides org.weftmq.zmtp.mechanism.Mechanism with
      org.weftmq.zmtp.mechanism.Null;
}
