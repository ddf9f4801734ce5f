package org.weftmq.pattern.pubsub;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Target;
import org.weftmq.spi.Control;

/**
 * Messages of several frames in the older style, in which subscriptions may stand among others
 * (23/ZMTP, 29/PUBSUB). The first byte says whether only the first frame may begin them; then comes
 * each frame with its length in front.
 */
public final class OldStyleTarget implements Target {
  private static final int MOST_FRAMES = 12;

  /** What became of a message: its subscriptions, and what is left of it. */
  private record Parts(List<Control> subscriptions, List<Message> leftOver) {}

  @Override
  public String name() {
    return "old-style";
  }

  @Override
  public boolean refuses() {
    return false;
  }

  @Override
  public byte[] input(Random random) {
    var out = new ByteArrayOutputStream();
    out.write(random.nextInt(2));
    for (var left = 1 + random.nextInt(5); left > 0; left--) {
      var length = random.nextInt(4);
      out.write(length);
      for (var i = 0; i < length; i++) {
        out.write(random.nextInt(3));
      }
    }
    return out.toByteArray();
  }

  @Override
  public List<byte[]> words() {
    return List.of(new byte[] {0}, new byte[] {1, 0}, new byte[] {1, 1}, new byte[] {2, 1, 'a'});
  }

  @Override
  public String check(byte[] input) {
    var onlyFirst = input.length > 0 && (input[0] & 1) == 1;
    var message = message(input);
    var read = new Parts(new ArrayList<>(), new ArrayList<>());
    try {
      OldStyle.read(message, onlyFirst, read.subscriptions()::add, read.leftOver()::add);
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws nothing", e);
    }
    BrokenRule.unlessEqual(read, model(message, onlyFirst), "agrees with the model");
    for (var control : read.subscriptions()) {
      comesBack(control);
    }
    return onlyFirst
        + " "
        + read.subscriptions().size()
        + " of "
        + message.size()
        + (read.leftOver().isEmpty() ? "" : " left");
  }

  /** What is written is read as the same. */
  private static void comesBack(Control control) {
    var event =
        control instanceof Control.Subscribe(Frame topic)
            ? new Upstream.Subscribed(topic)
            : new Upstream.Unsubscribed(((Control.Cancel) control).prefix());
    var again = new Parts(new ArrayList<>(), new ArrayList<>());
    OldStyle.read(OldStyle.message(event), true, again.subscriptions()::add, again.leftOver()::add);
    BrokenRule.unlessEqual(again, new Parts(List.of(control), List.of()), "reads what it writes");
  }

  private static Message message(byte[] input) {
    var frames = new ArrayList<Frame>();
    for (var at = 1; at < input.length && frames.size() < MOST_FRAMES; ) {
      var end = Math.min(input.length, at + 1 + (input[at] & 0xFF));
      frames.add(Frame.wrap(Arrays.copyOfRange(input, at + 1, end)));
      at = end;
    }
    return frames.isEmpty() ? Message.of("") : Message.of(frames);
  }

  private static Parts model(Message message, boolean onlyFirst) {
    var frames = message.frames();
    if (onlyFirst && !isSubscription(frames.getFirst())) {
      return new Parts(List.of(), List.of(message));
    }
    var rest = frames.stream().filter(frame -> !isSubscription(frame)).toList();
    var found =
        frames.stream()
            .filter(OldStyleTarget::isSubscription)
            .map(
                frame -> {
                  var topic = Frame.wrap(Arrays.copyOfRange(frame.bytes(), 1, frame.size()));
                  return frame.bytes()[0] == 1
                      ? (Control) new Control.Subscribe(topic)
                      : new Control.Cancel(topic);
                })
            .toList();
    return new Parts(found, rest.isEmpty() ? List.of() : List.of(Message.of(rest)));
  }

  private static boolean isSubscription(Frame frame) {
    return frame.size() > 0 && (frame.bytes()[0] == 0 || frame.bytes()[0] == 1);
  }
}
