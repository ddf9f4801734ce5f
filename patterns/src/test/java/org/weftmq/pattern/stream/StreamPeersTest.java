package org.weftmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.pattern.stream.Bare.connection;
import static org.weftmq.pattern.stream.Bare.next;
import static org.weftmq.pattern.stream.Bare.port;
import static org.weftmq.pattern.stream.Bare.text;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;

/** Peers that know nothing of STREAM: of HTTP, and of ZMTP. */
class StreamPeersTest {
  private final Context context = Context.open();
  private final Stream stream = Stream.open(context).bind("tcp://127.0.0.1:*");

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void servesAPageToABrowser() throws Exception {
    try (var browser = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port(stream.endpoint()) + "/");
      var page =
          browser.sendAsync(
              HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      var id = connection(stream);
      var request = new StringBuilder();
      while (!request.toString().endsWith("\r\n\r\n")) {
        request.append(text(stream));
      }
      stream.send(id, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello world");
      stream.disconnect(id);

      assertThat(request).startsWith("GET / HTTP/1.1\r\n");
      assertThat(page.get().statusCode()).isEqualTo(200);
      assertThat(page.get().body()).isEqualTo("hello world");
    }
  }

  @Test
  void getsAPageFromAWebServer() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try (var client =
        Stream.open(context)
            .set(SocketOptions.RECONNECT, false)
            .connect("tcp://127.0.0.1:" + server.getAddress().getPort())) {
      var id = connection(client);
      client.send(id, "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
      var answer = new StringBuilder();
      for (var event = next(client); event instanceof StreamEvent.Data data; event = next(client)) {
        answer.append(data.bytes().text());
      }

      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
    } finally {
      server.stop(0);
    }
  }

  // ---- a DEALER, as test_stream of libzmq has it

  private static final HexFormat HEX = HexFormat.of();
  private static final String GREETING =
      "ff00000000000000017f" + "03" + "01" + "4e554c4c" + "00".repeat(16) + "00".repeat(32);

  // what came and was not looked at
  private String unread = "";

  private String hex(int count) throws InterruptedException {
    while (unread.length() < 2 * count) {
      unread += HEX.formatHex(((StreamEvent.Data) next(stream)).bytes().bytes());
    }
    var taken = unread.substring(0, 2 * count);
    unread = unread.substring(2 * count);
    return taken;
  }

  private static Frame bytes(String hex) {
    return Frame.wrap(HEX.parseHex(hex));
  }

  @Test
  void seesEveryByteOfADealer() throws Exception { // 37/ZMTP
    try (var dealer = Dealer.open(context).connect(stream.endpoint())) {
      var id = connection(stream);
      assertThat(hex(10)).startsWith("ff").endsWith("7f");
      stream.send(id, bytes(GREETING.substring(0, 20)));
      assertThat(hex(54)).isEqualTo(GREETING.substring(20));
      stream.send(id, bytes(GREETING.substring(20)));
      assertThat(hex(43))
          .isEqualTo(
              "0429"
                  + "055245414459" // READY
                  + "0b536f636b65742d54797065" // Socket-Type
                  + "000000064445414c4552" // DEALER
                  + "084964656e74697479" // Identity
                  + "00000000");
      stream.send(
          id,
          bytes(
              "041c" + "055245414459" + "0b536f636b65742d54797065" + "00000006" + "524f55544552"));
      dealer.send("hi");
      assertThat(hex(4)).isEqualTo("00026869");
      stream.send(id, bytes("0002796f"));

      assertThat(dealer.receive().text()).isEqualTo("yo");
    }
  }
}
