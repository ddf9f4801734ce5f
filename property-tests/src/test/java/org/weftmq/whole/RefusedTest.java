package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.SocketType;
import org.weftmq.TopicTooLongException;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.Radio;

/** What a caller may not do: an exception names the rule, and the socket goes on as before. */
class RefusedTest {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Message TWO_FRAMES = Message.of("one", "two");

  enum Misuse {
    SENDING_BEFORE_RECEIVING(SocketType.REP, SocketType.REQ, WrongStateException.class, "request"),
    RECEIVING_BEFORE_SENDING(SocketType.REQ, SocketType.REP, WrongStateException.class, "request"),
    UNROUTABLE(SocketType.ROUTER, SocketType.DEALER, NoRouteException.class, "none of its 1 peers"),
    UNROUTABLE_BY_NUMBER(
        SocketType.SERVER, SocketType.CLIENT, NoRouteException.class, "none of its 1 peers"),
    TWO_FRAMES_OF_A_CLIENT(
        SocketType.CLIENT, SocketType.SERVER, WrongStateException.class, "exactly one frame"),
    TWO_FRAMES_OF_A_SCATTER(
        SocketType.SCATTER, SocketType.GATHER, WrongStateException.class, "exactly one frame"),
    TWO_FRAMES_OF_A_CHANNEL(
        SocketType.CHANNEL, SocketType.CHANNEL, WrongStateException.class, "exactly one frame"),
    THREE_FRAMES_OF_A_RADIO(
        SocketType.RADIO, SocketType.DISH, WrongStateException.class, "there are two"),
    SENDING_WHERE_ONE_RECEIVES(
        SocketType.PULL, SocketType.PUSH, WrongStateException.class, "only receives"),
    RECEIVING_WHERE_ONE_SENDS(
        SocketType.PUSH, SocketType.PULL, WrongStateException.class, "only sends");

    private final SocketType type;
    private final SocketType peer;
    private final Class<? extends RuntimeException> refusal;
    private final String rule;

    Misuse(
        SocketType type, SocketType peer, Class<? extends RuntimeException> refusal, String rule) {
      this.type = type;
      this.peer = peer;
      this.refusal = refusal;
      this.rule = rule;
    }

    private boolean isReceiving() {
      return this == RECEIVING_BEFORE_SENDING || this == RECEIVING_WHERE_ONE_SENDS;
    }

    private Message message() {
      return switch (this) {
        case UNROUTABLE_BY_NUMBER ->
            Message.of(List.of(Frame.wrap(new byte[] {1, 2, 3, 4}), Frame.of("x")));
        case THREE_FRAMES_OF_A_RADIO -> Message.of("group", "one", "two");
        default -> TWO_FRAMES;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMisuseIsRefusedByNameAndCostsNoPeer(Misuse misuse) throws Exception {
    try (var context = Context.open();
        var socket = Sockets.open(context, misuse.type);
        var peer = Sockets.open(context, misuse.peer)) {
      socket.bind("tcp://127.0.0.1:*");
      peer.connect(socket.endpoint());
      assertThat(socket.awaitPeers(1, TIME)).isTrue();

      assertThatThrownBy(
              () -> {
                if (misuse.isReceiving()) {
                  socket.receive(TIME);
                } else {
                  socket.trySend(misuse.message());
                }
              })
          .isInstanceOf(misuse.refusal)
          .hasMessageContaining(misuse.rule);

      assertThat(socket.stats().peers()).isEqualTo(1);
      assertThat(socket.stats().isBalanced()).isTrue();
    }
  }

  enum Name {
    TOPIC {
      @Override
      void use(Context context) {
        Sub.open(context).subscribe("x".repeat(4097));
      }
    },
    GROUP_JOINED {
      @Override
      void use(Context context) {
        Dish.open(context).join("x".repeat(256));
      }
    },
    GROUP_SENT_TO {
      @Override
      void use(Context context) {
        Radio.open(context).send("\u00FC".repeat(128), "body");
      }
    };

    abstract void use(Context context);
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatIsTooLongIsRefusedWithTheLimit(Name name) {
    try (var context = Context.open()) {
      assertThatThrownBy(() -> name.use(context))
          .isInstanceOfAny(TopicTooLongException.class, IllegalArgumentException.class)
          .hasMessageMatching(".*at most (4096|255).*");
    }
  }
}
