package org.weftmq.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Limits;

/** What is for the socket of all that a peer sends (37/ZMTP, 23/ZMTP, 29/PUBSUB, 48/RADIO-DISH). */
public final class InboundModel {
  /**
   * What came of it.
   *
   * @param found what the socket gets
   * @param refused whether the connection is ended for a reason
   * @param pong the answer to the last PING as bytes on the wire, or none
   */
  public record Result(List<Item> found, boolean refused, Frame pong) {}

  private final SocketType type;
  private final List<Item> found = new ArrayList<>();
  private Frame pong = Frame.empty();

  private InboundModel(SocketType type) {
    this.type = type;
  }

  /** What a socket of that type gets of these bytes, behind which the stream ends. */
  public static Result read(SocketType type, byte[] bytes, Limits limits) {
    var model = new InboundModel(type);
    var run = FrameModel.read(bytes, bytes.length, limits);
    for (var thing : run.found()) {
      var fine =
          switch (thing) {
            case Message message -> model.take(message);
            case Command command -> model.obey(command);
            default -> throw new AssertionError(thing);
          };
      if (!fine) {
        return new Result(model.found, true, model.pong);
      }
    }
    return new Result(model.found, run.end() != Run.End.BETWEEN, model.pong);
  }

  private boolean take(Message message) {
    var first = message.first();
    var single = message.size() == 1;
    switch (type) {
      case PUSH, RADIO -> {}
      case SERVER -> {
        if (!single) {
          return false;
        }
        found.add(message);
      }
      case PUB, XPUB -> {
        if (single && !first.isEmpty() && (first.byteAt(0) & 0xFE) == 0) {
          if (first.size() > Limits.COMMAND_SIZE) {
            return false;
          }
          var topic = Frame.wrap(Arrays.copyOfRange(first.bytes(), 1, first.size()));
          found.add(
              first.byteAt(0) == 1 ? new Control.Subscribe(topic) : new Control.Cancel(topic));
        } else if (type == SocketType.XPUB || !single) {
          found.add(message);
        }
      }
      default -> found.add(message);
    }
    return true;
  }

  private boolean obey(Command command) {
    var publishes = type == SocketType.PUB || type == SocketType.XPUB;
    switch (command) {
      case Command.Error e -> {
        return false;
      }
      case Command.Ready r -> {
        return false;
      }
      case Command.Ping(int ttl, Frame context) -> pong = pong(context.bytes());
      case Command.Subscribe(Frame topic) when publishes -> found.add(new Control.Subscribe(topic));
      case Command.Cancel(Frame topic) when publishes -> found.add(new Control.Cancel(topic));
      case Command.Join(Frame group) when type == SocketType.RADIO ->
          found.add(new Control.Join(group));
      case Command.Leave(Frame group) when type == SocketType.RADIO ->
          found.add(new Control.Leave(group));
      default -> {}
    }
    return true;
  }

  /** 37/ZMTP: a PONG gives back at most 16 bytes of the context. */
  private static Frame pong(byte[] context) {
    var size = Math.min(16, context.length);
    var bytes = Arrays.copyOf(Grammar.ascii("\4\0\4PONG"), 7 + size);
    bytes[1] = (byte) (5 + size);
    System.arraycopy(context, 0, bytes, 7, size);
    return Frame.wrap(bytes);
  }
}
