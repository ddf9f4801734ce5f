package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Frame;

class CommandTest {
  static Stream<Command> all() {
    return Stream.of(
        new Command.Ready(Metadata.empty().with("X-a", Frame.of("b"))),
        new Command.Error("because"),
        new Command.Error(""),
        new Command.Ping(0, Frame.empty()),
        new Command.Ping(0xFFFF, Bytes.frame("00 01 02")),
        new Command.Pong(Frame.of("context")),
        new Command.Subscribe(Frame.empty()),
        new Command.Subscribe(Frame.wrap(Bytes.pattern(300))),
        new Command.Cancel(Frame.of("topic")),
        new Command.Join(Frame.of("group")),
        new Command.Leave(Frame.of("group")),
        new Command.Unknown("HELLO", Frame.of("data")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsWhatItWrote(Command command) throws ProtocolError {
    assertThat(Command.read(command.body())).isEqualTo(command);
  }

  @Test
  void hasTheBytesOfTheRfc() {
    assertThat(new Command.Ping(10, Frame.of("x")).body())
        .isEqualTo(Bytes.frame("04 'PING' 000a 'x'"));
    assertThat(new Command.Pong(Frame.of("x")).body()).isEqualTo(Bytes.frame("04 'PONGx'"));
    assertThat(new Command.Error("no").body()).isEqualTo(Bytes.frame("05 'ERROR' 02 'no'"));
    assertThat(new Command.Subscribe(Frame.of("a")).body())
        .isEqualTo(Bytes.frame("09 'SUBSCRIBEa'"));
    assertThat(new Command.Cancel(Frame.of("a")).body()).isEqualTo(Bytes.frame("06 'CANCELa'"));
    assertThat(new Command.Join(Frame.of("g")).body()).isEqualTo(Bytes.frame("04 'JOINg'"));
    assertThat(new Command.Leave(Frame.of("g")).body()).isEqualTo(Bytes.frame("05 'LEAVEg'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05 'ERRO'",
        "ff 'PING'",
        "01",
        "04 'PING'",
        "04 'PING' 00",
        "05 'ERROR' 05 'shor'",
        "05 'READY' 01"
      })
  void refusesWhatIsCut(String body) {
    assertThatThrownBy(() -> Command.read(Bytes.frame(body))).isInstanceOf(ProtocolError.class);
  }

  @Test
  void refusesACommandWithoutAName() {
    assertThatThrownBy(() -> Command.read(Frame.empty())).isInstanceOf(ProtocolError.class);
    assertThatThrownBy(() -> Command.read(Bytes.frame("00"))).isInstanceOf(ProtocolError.class);
  }

  @Test
  void refusesAPingThatIsShorterThanItsTtl() {
    assertThatThrownBy(() -> Command.read(Bytes.frame("04 'PING' 00")))
        .hasMessage("the peer sent a PING without a TTL");
  }

  @Test
  void readsTheTtlAsAnUnsignedNumber() throws ProtocolError {
    assertThat(Command.read(Bytes.frame("04 'PING' ffff")))
        .isEqualTo(new Command.Ping(65535, Frame.empty()));
  }

  @Test
  void refusesAGroupWithTooLongAName() throws ProtocolError {
    var longest = new Command.Join(Frame.of("g".repeat(255)));
    var tooLong = new Command.Leave(Frame.of("g".repeat(256)));

    assertThat(Command.read(longest.body())).isEqualTo(longest);
    assertThatThrownBy(() -> Command.read(tooLong.body()))
        .hasMessage("the peer named a group of 256 bytes; there are at most 255 (48/RADIO-DISH)");
  }

  @Test
  void takesNamesByCase() throws ProtocolError {
    assertThat(Command.read(Bytes.frame("04 'ping' 00")))
        .isEqualTo(new Command.Unknown("ping", Bytes.frame("00")));
  }

  @Test
  void letsNothingIntoALogThatIsNotPrintable() throws ProtocolError {
    assertThat(Command.read(Bytes.frame("05 'ERROR' 04 'a' 0a 1b ff")))
        .isEqualTo(new Command.Error("a???"));
  }

  @Test
  void cutsAReasonThatIsTooLong() throws ProtocolError {
    var command = new Command.Error("x".repeat(1000));

    assertThat(Command.read(command.body())).isEqualTo(new Command.Error("x".repeat(255)));
  }

  /** Catches: printable text that is made unreadable, or a control character that comes through. */
  @Test
  void keepsAllThatIsPrintable() throws ProtocolError {
    var error = Command.read(Bytes.frame("05 'ERROR' 04 20 7e 1f 7f"));

    assertThat(error).isEqualTo(new Command.Error(" ~??"));
  }
}
