package org.weftmq;

/**
 * Where a socket is bound or connected: {@code scheme://address}.
 *
 * <p>The scheme names the transport, which alone knows what the address means. {@code Endpoint} is
 * a value; two are equal when their texts are.
 *
 * @param scheme the transport's name, lower-case letters and digits, such as {@code tcp}
 * @param address what the transport makes of it, never empty
 */
public record Endpoint(String scheme, String address) {
  private static final String SEPARATOR = "://";

  /**
   * Reads {@code text}.
   *
   * @throws BadEndpointException if it is not {@code scheme://address}
   */
  public static Endpoint parse(String text) {
    var at = text.indexOf(SEPARATOR);
    if (at < 0) {
      throw new BadEndpointException(
          text, "there is no \"://\"; write scheme://address, such as tcp://127.0.0.1:5555");
    }
    var scheme = text.substring(0, at);
    if (scheme.isEmpty() || !scheme.chars().allMatch(Endpoint::belongsToScheme)) {
      throw new BadEndpointException(
          text, "a scheme is lower-case letters and digits, such as tcp, ipc or inproc");
    }
    var address = text.substring(at + SEPARATOR.length());
    if (address.isEmpty()) {
      throw new BadEndpointException(text, "there is no address behind \"" + scheme + "://\"");
    }
    return new Endpoint(scheme, address);
  }

  private static boolean belongsToScheme(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  /** What to throw when the transport cannot make sense of the address. */
  public BadEndpointException bad(String wrong) {
    return new BadEndpointException(toString(), wrong);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return scheme + SEPARATOR + address;
  }
}
