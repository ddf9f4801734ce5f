package org.weftmq.guide;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.weftmq.Context;
import org.weftmq.NoRouteException;
import org.weftmq.RoutingId;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;

/**
 * A web server: a STREAM talks to peers that know nothing of ZeroMQ, a browser for one.
 *
 * <pre>
 *    browser                             server
 *   +------+   GET /hello HTTP/1.1     +--------+
 *   | HTTP | ------------------------> | STREAM |
 *   |      | <------------------------ |        |
 *   +------+   HTTP/1.1 200 OK ...     +--------+
 * </pre>
 *
 * A STREAM has no messages, only bytes: a request may come in pieces, so it is put together until
 * it is whole. Disconnecting waits until the answer is written.
 */
public final class HttpServer {
  private static final String END = "\r\n\r\n";
  private static final int LONGEST = 8 * 1024;

  // what came of requests that are not whole, by connection
  private final Map<RoutingId, String> begun = new HashMap<>();

  private HttpServer() {}

  /**
   * Serves one page to a client of the JDK's; with a port, serves at {@code tcp://127.0.0.1:port}
   * until it is stopped.
   */
  public static void main(String... args) throws IOException, InterruptedException {
    var port = args.length == 0 ? "*" : args[0];
    try (var context = Context.open();
        var stream = Stream.open(context).bind("tcp://127.0.0.1:" + port)) {
      var page = stream.endpoint().replace("tcp:", "http:") + "/hello";
      if (args.length > 0) {
        System.out.println("look at " + page);
        new HttpServer().serve(stream);
      } else {
        Thread.startVirtualThread(() -> new HttpServer().serve(stream));
        System.out.println(fetch(page));
      }
    }
  }

  /** Answers until the socket is closed. */
  private void serve(Stream stream) {
    for (var event : stream) {
      switch (event) {
        case StreamEvent.Connected(var id, var address) -> begun.put(id, "");
        case StreamEvent.Data(var id, var bytes) -> {
          var request = begun.merge(id, bytes.text(), String::concat);
          if (request.contains(END) || request.length() > LONGEST) {
            begun.remove(id);
            answer(stream, id, request);
          }
        }
        case StreamEvent.Disconnected(var id) -> begun.remove(id);
      }
    }
  }

  private static void answer(Stream stream, RoutingId id, String request) {
    try {
      stream.send(id, answer(request));
      stream.disconnect(id); // of which no event tells
    } catch (NoRouteException e) {
      // The browser did not wait for it: Disconnected follows.
    }
  }

  private static String answer(String request) {
    var words = request.split(" ", 3);
    if (words.length < 3 || !request.contains(END)) {
      return "HTTP/1.1 400 Bad Request\r\nConnection: close" + END;
    }
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close"
        + END
        + "You asked for "
        + words[1];
  }

  private static String fetch(String page) throws IOException, InterruptedException {
    try (var browser = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(page)).build();
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
