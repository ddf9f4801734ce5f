package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Company.Kind;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Order;

/**
 * Who may send and receive, and in which order, for every type that has a row in the RFCs' tables
 * of characteristics, among bare pipes and among sockets.
 */
class OrderProperties {
  @Provide
  Arbitrary<SocketType> all() {
    return Company.types(row -> true);
  }

  @Provide
  Arbitrary<SocketType> inTurns() {
    return Company.types(row -> row.order() == Order.ASKS || row.order() == Order.ANSWERS);
  }

  @Provide
  Arbitrary<SocketType> inAnyOrder() {
    return Company.types(row -> row.order() == Order.ANY);
  }

  /** Catches: a type that does what it cannot do, or that says so without a sentence. */
  @Property
  void whatATypeCannotDoIsRefused(@ForAll("all") SocketType type) {
    var row = Characteristics.of(type);
    try (var still = new StillContext();
        var socket = Sockets.open(still.context(), type)) {
      if (!row.sends()) {
        assertThatThrownBy(() -> socket.trySend(Message.of("word")))
            .isInstanceOf(WrongStateException.class)
            .hasMessageContaining("a " + type + " cannot send");
      }
      if (!row.receives()) {
        assertThatThrownBy(socket::tryReceive)
            .isInstanceOf(WrongStateException.class)
            .hasMessageContaining("a " + type + " cannot receive");
      }
    }
  }

  /** Catches: a type that takes turns though it need not. */
  @Property
  void sendsAndReceivesInAnyOrder(
      @ForAll("inAnyOrder") SocketType type,
      @ForAll Kind kind,
      @ForAll @Size(max = 30) List<Boolean> sends) {
    try (var company = Company.of(type, kind, 1)) {
      for (var send : sends) {
        assertThatCode(
                () -> {
                  if (send) {
                    company.says("word", 0);
                  } else {
                    company.subject().tryHear();
                  }
                })
            .doesNotThrowAnyException();
      }
    }
  }

  /** Catches: a turn that can be skipped, or that is over without a message (28/REQREP). */
  @Property
  void sendsAndReceivesInTurns(
      @ForAll("inTurns") SocketType type,
      @ForAll Kind kind,
      @ForAll @Size(max = 30) List<Boolean> sends) {
    try (var company = Company.of(type, kind, 1)) {
      var other = company.other(0);
      var mayReceive = Characteristics.of(type).order() == Order.ANSWERS;
      for (var send : sends) {
        if (send == mayReceive) {
          assertThatThrownBy(
                  () -> {
                    if (send) {
                      company.says("out of turn", 0);
                    } else {
                      company.subject().tryHear();
                    }
                  })
              .isInstanceOf(WrongStateException.class);
        } else if (send) {
          assertThat(company.says("word", 0)).isTrue();
          assertThat(other.hears()).contains("word");
          mayReceive = true;
        } else {
          assertThat(company.subject().tryHear()).isEmpty(); // which does not end the turn
          assertThat(other.says("answer")).isTrue();
          assertThat(company.subject().tryHear()).contains("answer");
          mayReceive = false;
        }
      }
    }
  }
}
