package org.weftmq.transport.ipc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.Target;

/** The paths of ipc endpoints. */
public final class SocketPathTarget implements Target {
  private static final String[] PARTS = {
    "/", "tmp", "a", ".", "..", "@", "*", " ", "häuser", "\u0000", "\n", "\ud800", "x".repeat(50)
  };

  @Override
  public String name() {
    return "paths";
  }

  @Override
  public byte[] input(Random random) {
    var text = new StringBuilder();
    for (var left = random.nextInt(6); left >= 0; left--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> words() {
    return List.of(
        Grammar.ascii("/"), Grammar.ascii("@"), Grammar.ascii("\0"), Grammar.ascii("x".repeat(40)));
  }

  @Override
  public String check(byte[] input) {
    var address = new String(input, StandardCharsets.UTF_8);
    if (address.isEmpty()) {
      return "no endpoint";
    }
    var endpoint = new Endpoint("ipc", address);
    var size = address.getBytes(StandardCharsets.UTF_8).length;
    // what a file may be called, by what the kernel says: unix(7), path_resolution(7)
    var good =
        !address.startsWith("@")
            && size <= SocketPath.LONGEST
            && !address.endsWith("/")
            && address.indexOf('\0') < 0;
    var kind = (address.contains("/") ? "path" : "name") + size / 20 + address.startsWith("/");
    try {
      var path = SocketPath.of(endpoint);
      BrokenRule.unlessEqual(good, true, "takes only what may be a path");
      BrokenRule.unlessEqual(path.isAbsolute(), address.startsWith("/"), "keeps the root");
      BrokenRule.unlessEqual(
          path.toString(), address.replaceAll("/+", "/"), "names the file that was named");
      BrokenRule.unlessEqual(
          SocketPath.isWildcard(endpoint), address.equals("*"), "knows what it may choose itself");
      return kind + path.getNameCount();
    } catch (BadEndpointException e) {
      BrokenRule.unlessEqual(good, false, "refuses only what cannot be a path");
      BrokenRule.unlessEqual(e.getMessage().contains(": "), true, "gives a reason");
      return REFUSED + kind + e.getMessage().replaceAll(".*\": |\\d+", "");
    } catch (RuntimeException e) {
      throw new BrokenRule("throws only what it says", e);
    }
  }
}
