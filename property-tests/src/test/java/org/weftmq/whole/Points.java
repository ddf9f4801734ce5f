package org.weftmq.whole;

import org.weftmq.Frame;
import org.weftmq.ObjectCodec;

/** Knows points, fails on texts, and has strange ideas about numbers. */
final class Points implements ObjectCodec {
  @Override
  public Frame encode(Object object) throws Exception {
    return switch (object) {
      case Point(int x, int y) -> Frame.of(x + " " + y);
      case String text -> throw new Exception("no texts, such as " + text);
      case Integer number -> Frame.ofObject(number);
      case Long number -> null;
      default -> throw new StackOverflowError();
    };
  }

  @Override
  public Object decode(Frame frame) {
    var parts = frame.text().split(" ");
    return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return "points";
  }
}
