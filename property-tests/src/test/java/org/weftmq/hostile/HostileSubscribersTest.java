package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.hostile.HostileServer;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;

/**
 * Peers that misuse subscriptions (29/PUBSUB): they lose their connection, nobody else anything.
 */
@NoLeaks
class HostileSubscribersTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Context context = Context.open();
  private final Pub pub =
      Pub.open(context).set(PubSubOptions.MAX_SUBSCRIPTIONS, 1000).bind("tcp://127.0.0.1:*");
  private final Sub good = Sub.open(context).subscribe("good").connect(pub.endpoint());

  @BeforeEach
  void awaitTheGoodSubscriber() throws InterruptedException {
    assertThat(pub.awaitSubscribers(1, SOON)).isTrue();
  }

  @AfterEach
  void theGoodSubscriberIsServed() throws InterruptedException {
    try (context) {
      pub.send(Message.of("good", "news"));

      assertThat(good.receive(Sub.topic("good"), SOON)).contains(Message.of("good", "news"));
      await().until(pub::topics, topics -> topics == 1); // what the others wanted is forgotten
    }
  }

  private static Speech subscribe(String topic) {
    return Speech.begin().command("SUBSCRIBE", topic.getBytes(StandardCharsets.US_ASCII));
  }

  private static Speech cancel(String topic) {
    return Speech.begin().command("CANCEL", topic.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whoSubscribesToTooMuchIsCutOff() throws IOException {
    try (var greedy = Intruder.to(pub.endpoint()).joins(SocketType.SUB)) {
      var wishes = Speech.begin();
      for (var i = 0; i <= 1000; i++) {
        wishes = wishes.then(subscribe("topic " + i));
      }
      greedy.says(wishes);

      greedy.awaitEnd();
    }
  }

  @Test
  void whoSubscribesToATopicThatIsTooLongIsCutOff() throws IOException {
    try (var wordy = Intruder.to(pub.endpoint()).joins(SocketType.SUB)) {
      wordy.says(subscribe("x".repeat(PubSubOptions.MAX_TOPIC + 1)));

      wordy.awaitEnd();
    }
  }

  @Test
  @SuppressWarnings("try") // closing it is what ends the flood
  void whoKeepsChangingItsMindDelaysNobody() throws Exception {
    try (var fickle = Intruder.to(pub.endpoint()).joins(SocketType.SUB)) {
      var flood =
          Thread.startVirtualThread(
              () -> {
                try {
                  for (; ; ) {
                    fickle.says(subscribe("a").then(cancel("a")));
                  }
                } catch (IOException e) {
                  // closed: the test is over
                }
              });

      for (var i = 0; i < 100; i++) {
        var news = Message.of("good", "" + i);
        pub.send(news);
        assertThat(good.receive(SOON)).contains(news);
      }

      fickle.close();
      flood.join();
    }
  }

  @Test
  void subscriptionsInAMessageOfTheOldStyleCount() throws IOException { // 23/ZMTP
    try (var old = Intruder.to(pub.endpoint()).joins(SocketType.SUB)) {
      old.says(Speech.begin().message("\u0001a", "\u0001b"));
      await().until(pub::topics, topics -> topics == 3);

      old.says(Speech.begin().message("\0b"));
      await().until(pub::topics, topics -> topics == 2);
    }
  }

  /** LINGER is for messages: subscriptions that the publisher does not read are none. */
  @Test
  @SuppressWarnings("try") // the publisher that does nothing is only there to be closed
  void aPublisherThatNeverReadsDoesNotHoldCloseUp() throws Exception {
    try (var server = HostileServer.overTcp();
        var sub = Sub.open(context).set(SocketOptions.LINGER, Duration.ofMinutes(10))) {
      sub.connect(server.endpoint());
      try (var deaf = server.accept().joins(SocketType.PUB)) {
        assertThat(sub.awaitPeers(1, SOON)).isTrue();
        var topic = new byte[PubSubOptions.MAX_TOPIC];
        for (var i = 0; i < 5000; i++) { // more than the kernel takes
          topic = topic.clone();
          topic[0] = (byte) i;
          topic[1] = (byte) (i >> Byte.SIZE);
          sub.subscribe(Frame.wrap(topic));
        }

        var closed = Thread.startVirtualThread(sub::close);

        assertThat(closed.join(SOON)).isTrue();
      }
    }
  }
}
