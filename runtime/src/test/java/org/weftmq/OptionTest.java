package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.fixture.World;

class OptionTest {
  @RegisterExtension final World world = new World();

  private static final Option<Integer> NUMBER = Option.number("number", 5, 1, 10, "a number");
  private static final Option<Long> BYTES = Option.bytes("bytes", 1024, 16, "a size");
  private static final Option<Boolean> FLAG = Option.flag("flag", false, "a flag");
  private static final Option<Duration> TIME = Option.time("time", Duration.ZERO, "a time");
  private static final Option<String> TEXT = Option.text("text", "none", 4, "a text");

  @Test
  void allowsNumbersWithinItsBoundsOnly() {
    assertThat(NUMBER.parse("1")).isEqualTo(1);
    assertThat(NUMBER.parse("10")).isEqualTo(10);
    assertThatThrownBy(() -> NUMBER.check(0)).isInstanceOf(BadOptionException.class);
    assertThatThrownBy(() -> NUMBER.check(11))
        .isInstanceOf(BadOptionException.class)
        .hasMessage("bad value \"11\" for option number: it takes a number from 1 to 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1.5", "99999999999", "-", "0x5", "1 "})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> NUMBER.parse(text))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("number");
  }

  @Test
  void sizesMayBeLongerThanAnInt() {
    assertThat(BYTES.parse("9000000000")).isEqualTo(9_000_000_000L);
    assertThatThrownBy(() -> BYTES.check(15L)).isInstanceOf(BadOptionException.class);
    assertThatThrownBy(() -> BYTES.parse("64 MiB")).isInstanceOf(BadOptionException.class);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "on,true", "false,false", "0,false", "off,false"})
  void readsFlags(String text, boolean value) {
    assertThat(FLAG.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "2"})
  void refusesWhatIsNoFlag(String text) {
    assertThatThrownBy(() -> FLAG.parse(text))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining("true or false");
  }

  @ParameterizedTest
  @CsvSource({"0,PT0S", "1500,PT1.5S", "PT1.5S,PT1.5S", "P1D,PT24H"})
  void readsTimes(String text, Duration value) {
    assertThat(TIME.parse(text)).isEqualTo(value);
  }

  @Test
  void readsForEver() {
    assertThat(TIME.parse("forever")).isEqualTo(Option.FOREVER);
    assertThat(TIME.check(Option.FOREVER)).isEqualTo(Option.FOREVER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "PT-1S",
        "-PT1S",
        "1s",
        "P",
        "PT",
        "Forever",
        "99999999999999999999",
        "PT99999999999999999999S"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> TIME.parse(text)).isInstanceOf(BadOptionException.class);
  }

  @Test
  void refusesTimesLongerThanForEver() {
    assertThatThrownBy(() -> TIME.check(Option.FOREVER.plusNanos(1)))
        .isInstanceOf(BadOptionException.class);
  }

  @Test
  void limitsTheLengthOfTexts() {
    assertThat(TEXT.parse("abcd")).isEqualTo("abcd");
    assertThatThrownBy(() -> TEXT.parse("abcde")).isInstanceOf(BadOptionException.class);
  }

  @Test
  void refusesAbsentValues() {
    assertThatThrownBy(() -> NUMBER.check(null)).isInstanceOf(BadOptionException.class);
  }

  @Test
  void hasItsDefaultUntilItIsSet() {
    var options = Options.initial();

    assertThat(options.get(NUMBER)).isEqualTo(5);
    assertThat(options.with(NUMBER, 7).get(NUMBER)).isEqualTo(7);
    assertThat(options.get(NUMBER)).as("options do not change").isEqualTo(5);
    assertThat(options.with(NUMBER, 7).with(NUMBER, 8).get(NUMBER)).isEqualTo(8);
    assertThat(options.with(NUMBER, 7).get(BYTES)).isEqualTo(1024);
    assertThatThrownBy(() -> options.with(NUMBER, 11)).isInstanceOf(BadOptionException.class);
  }

  @Test
  void optionsOfTheSameNameAreNotTheSame() {
    var other = Option.number("number", 1, 1, 10, "another");

    assertThat(Options.initial().with(NUMBER, 7).get(other)).isEqualTo(1);
  }

  @Test
  void aValueThatIsRefusedLeavesTheSocketUnchanged() {
    var socket = world.open(SocketType.PUSH).set(SocketOptions.SEND_HIGH_WATER_MARK, 3);

    assertThatThrownBy(() -> socket.set(SocketOptions.SEND_HIGH_WATER_MARK, -1))
        .isInstanceOf(BadOptionException.class);

    assertThat(socket.get(SocketOptions.SEND_HIGH_WATER_MARK)).isEqualTo(3);
    assertThat(socket.core().isClosed()).isFalse();
  }

  static Object[] runtimeOptions() {
    return SocketOptions.all().toArray();
  }

  @ParameterizedTest
  @MethodSource("runtimeOptions")
  void everyOptionOfTheRuntimeIsWellMade(Option<?> option) {
    assertThat(option.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(option.doc()).isNotBlank();
    assertThat(option.bounds()).isNotBlank();
    allowsItsDefault(option);
  }

  private static <T> void allowsItsDefault(Option<T> option) {
    assertThat(option.check(option.initial())).isEqualTo(option.initial());
  }

  @Test
  void namesAreUnique() {
    var names = new HashSet<String>();

    assertThat(SocketOptions.all()).allMatch(option -> names.add(option.name()));
  }

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    assertThat(SocketOptions.LINGER.initial()).isEqualTo(Duration.ofSeconds(1));
    assertThat(SocketOptions.SEND_HIGH_WATER_MARK.initial()).isEqualTo(1000);
    assertThat(SocketOptions.RECEIVE_HIGH_WATER_MARK.initial()).isEqualTo(1000);
    assertThat(SocketOptions.SEND_TIMEOUT.initial()).isEqualTo(Option.FOREVER);
    assertThat(SocketOptions.RECEIVE_TIMEOUT.initial()).isEqualTo(Option.FOREVER);
    assertThat(SocketOptions.RECONNECT.initial()).isTrue();
    assertThat(SocketOptions.IMMEDIATE.initial()).isFalse();
  }

  @Test
  void aRoutingIdIsChosenNotMadeUp() {
    assertThat(SocketOptions.ROUTING_ID.parse("me")).isEqualTo(RoutingId.of("me"));
    assertThatThrownBy(() -> SocketOptions.ROUTING_ID.check(RoutingId.generated(1)))
        .isInstanceOf(BadOptionException.class);
    assertThatThrownBy(() -> SocketOptions.ROUTING_ID.parse("x".repeat(256)))
        .isInstanceOf(BadOptionException.class);
  }
}
