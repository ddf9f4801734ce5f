package org.weftmq.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;
import zmq.Msg;
import zmq.io.net.NetProtocol;

/** A JeroMQ socket in this process. */
final class JeromqPeer implements ForeignPeer {
  private final ZContext context = new ZContext();
  private final ZMQ.Socket socket;

  private JeromqPeer(String type) {
    socket = context.createSocket(SocketType.valueOf(type));
    socket.setLinger(0);
    socket.setSendTimeOut(Math.toIntExact(PATIENCE.toMillis()));
    if (socket.getSocketType() == SocketType.ROUTER) {
      socket.setRouterMandatory(true); // or it drops what finds the queue full, without a word
    }
  }

  /** What JeroMQ is, and has. */
  static About about() {
    var types = Stream.of(SocketType.values()).map(Enum::name).collect(Collectors.toSet());
    var transports =
        Stream.of(NetProtocol.values())
            .filter(protocol -> protocol.valid)
            .map(Enum::name)
            .filter(name -> !name.equals("ipc") || bindsFiles())
            .collect(Collectors.toSet());
    return new About("JeroMQ " + version() + " in the same process", types, transports);
  }

  /** Whether its ipc is that of others, by a file, and not a port of tcp by another name. */
  private static boolean bindsFiles() {
    var path = Path.of("target", "jeromq" + ProcessHandle.current().pid()).toAbsolutePath();
    try (var peer = open("PULL")) {
      peer.bind("ipc://" + path);
      return Files.exists(path);
    } catch (ZMQException e) {
      if (e.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode()) {
        return false; // nobody has that file: it was a port
      }
      throw e;
    }
  }

  private static String version() {
    var properties = new Properties();
    try (var file =
        ZMQ.class.getResourceAsStream("/META-INF/maven/org.zeromq/jeromq/pom.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public int connectPeer(String endpoint) {
    return socket.connectPeer(endpoint);
  }

  /** A socket of that type. */
  static JeromqPeer open(String type) {
    return new JeromqPeer(type);
  }

  @Override
  public void routingId(RoutingId id) {
    socket.setIdentity(id.frame().bytes());
  }

  @Override
  public String bind(String endpoint) {
    check(socket.bind(endpoint), "bind");
    return socket.getLastEndpoint();
  }

  @Override
  public void connect(String endpoint) {
    check(socket.connect(endpoint), "connect");
  }

  @Override
  public void subscribe(Frame prefix) {
    check(socket.subscribe(prefix.bytes()), "subscribe");
  }

  @Override
  public void unsubscribe(Frame prefix) {
    check(socket.unsubscribe(prefix.bytes()), "unsubscribe");
  }

  @Override
  public void join(String group) {
    check(socket.join(group), "join");
  }

  @Override
  public void leave(String group) {
    check(socket.leave(group), "leave");
  }

  @Override
  public void send(Message message) {
    if (addresses()) {
      check(socket.sendMsg(addressed(message)), "send");
      return;
    }
    var parts = new ZMsg();
    message.frames().forEach(frame -> parts.add(frame.bytes()));
    check(parts.send(socket), "send");
  }

  @Override
  public Optional<Message> receive(Duration time) {
    socket.setReceiveTimeOut(Math.toIntExact(time.toMillis()));
    if (addresses()) {
      return Optional.ofNullable(socket.recvMsg()).map(this::plain);
    }
    var parts = ZMsg.recvMsg(socket);
    return parts == null
        ? Optional.empty()
        : Optional.of(
            Message.of(parts.stream().map(part -> Frame.copyOf(part.getData())).toList()));
  }

  /** Whether it is not a frame that says where a message goes to or comes from. */
  private boolean addresses() {
    return switch (socket.getSocketType()) {
      case SERVER, PEER, RADIO, DISH -> true;
      default -> false;
    };
  }

  private boolean hasGroups() {
    var type = socket.getSocketType();
    return type == SocketType.RADIO || type == SocketType.DISH;
  }

  private Msg addressed(Message message) {
    var body = new Msg(message.frame(1).bytes());
    if (hasGroups()) {
      body.setGroup(message.text());
    } else {
      body.setRoutingId(message.first().buffer().getInt());
    }
    return body;
  }

  private Message plain(Msg body) {
    var address = hasGroups() ? Frame.of(body.getGroup()) : ForeignPeer.number(body.getRoutingId());
    return Message.of(List.of(address, Frame.copyOf(body.data())));
  }

  @Override
  public void close() {
    context.close();
  }

  private void check(boolean done, String what) {
    if (!done) {
      throw new AssertionError("JeroMQ cannot " + what + ": error " + socket.errno());
    }
  }
}
